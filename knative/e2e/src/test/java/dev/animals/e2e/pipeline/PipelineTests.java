package dev.animals.e2e.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.animals.testing.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that {@code gitlab-ci.yml} matches GitLab's schema, that a commit goes through
 * the stages in order and production waits for a manual start, that the jobs without a
 * cluster succeed, and that a broken commit ends in the stage {@code check}.
 */
@Tag("pipeline")
class PipelineTests {

	private static final Duration LIMIT = Duration.ofMinutes(10);

	@SuppressWarnings("NullAway.Init")
	private static PipelineClone clone;

	@BeforeAll
	static void makeClone() throws IOException {
		clone = new PipelineClone(Path.of("knative/e2e/target/pipeline.log"));
	}

	@AfterAll
	static void remove() {
		if (clone != null) {
			clone.close();
		}
	}

	@AfterEach
	void reset() {
		clone.reset();
	}

	/** gitlab-ci-local checks the file against GitLab's own schema. */
	@Test
	void matchesGitLabsSchema() throws IOException {
		clone.run(LIMIT, "--list").succeeded();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tools_image=example.com/tools:1", "lite0_image=example.com/animals:1" })
	void rejectsAnImageThatIsNamedByATag(String input) throws IOException {
		Command list = clone.run(LIMIT, "--list", "--input", input);

		assertThat(list.status()).isNotZero();
		assertThat(list.output() + list.errors()).contains("does not match required regex");
	}

	/** The job that signs runs no programs of others, and no other job can sign. */
	@Test
	void givesTheIdentityThatSignsOnlyToTheJobsThatSign() throws IOException {
		Map<String, Map<String, Object>> jobs = file();

		assertThat(jobs.keySet()).filteredOn((name) -> jobs.getOrDefault(name, Map.of()).containsKey("id_tokens"))
			.containsExactly(".sign");
		assertThat(jobs.keySet()).filteredOn((name) -> ".sign".equals(jobs.getOrDefault(name, Map.of()).get("extends")))
			.containsExactly("sign", "sign-release")
			.allSatisfy((name) -> assertThat((List<?>) jobs.getOrDefault(name, Map.of()).get("script"))
				.allSatisfy((line) -> assertThat(line).asString()
					.matches("make sign(-model)?\\b.*|image=\\$\\(knative/pipeline/image-name\\.sh [^ ;]+\\)")));
	}

	/**
	 * The variables of a dotenv report go to all later jobs that do not name their
	 * dependencies, and replace variables of the file. A library of a build must not set
	 * a variable of a job that signs or deploys.
	 */
	@Test
	void letsNoJobSetVariablesOfLaterJobs() throws IOException {
		Map<String, Map<String, Object>> jobs = file();
		List<String> setting = jobs.keySet()
			.stream()
			.filter((name) -> String.valueOf(jobs.getOrDefault(name, Map.of()).get("artifacts")).contains("dotenv="))
			.toList();

		assertThat(setting).containsExactly(".deploy");
		assertThat(jobs.getOrDefault(".deploy", Map.of())).containsEntry("dependencies",
				List.of("package", "package-release"));
		assertThat(jobs.values()).filteredOn((job) -> ".deploy".equals(job.get("extends")))
			.hasSize(3)
			.allSatisfy((job) -> assertThat(job).doesNotContainKeys("dependencies", "needs"));
		// These jobs run after a deployment, too.
		assertThat(jobs.getOrDefault(".at-once", Map.of())).containsEntry("needs", List.of());
	}

	@Test
	void verifiesEveryImageThatItRollsOut() {
		assertThat(lines("gitlab-ci.yml").filter((line) -> line.contains("make rollout"))).isNotEmpty()
			.allMatch((line) -> line.contains("VERIFY=true"));
	}

	@Test
	void takesACommitOnTheDefaultBranchThroughEveryStage() throws IOException {
		assertThat(jobs().stream()
			.filter((job) -> List.of("on_success", "manual").contains(job.when()))
			.map(Job::stage)
			.distinct())
			.containsExactly("check", "test", "image", "scan", "sign", "e2e", "dev", "staging", "production");
	}

	@Test
	void letsProductionAndItsRollbackWaitForAPerson() throws IOException {
		assertThat(jobs()).filteredOn((job) -> job.stage().equals("production"))
			.containsExactlyInAnyOrder(new Job("production", "production", "manual"),
					new Job("rollback-production", "production", "manual"));
	}

	@Test
	void deploysNothingUnlessDeployIsTrue() throws IOException {
		assertThat(clone.run(LIMIT, "--list").succeeded().output()).containsPattern("(?m)^test ")
			.doesNotContainPattern("(?m)^(dev|staging|production|e2e) ");
	}

	static List<String> cheapJobs() {
		return Jobs.selected(List.of("check-supply-chain", "check-monitoring", "check-infrastructure"));
	}

	@ParameterizedTest
	@MethodSource("cheapJobs")
	void succeedsWithoutACluster(String job) throws IOException {
		clone.run(LIMIT, job).succeeded();
	}

	@Test
	void comparesAModelThatAMergeRequestChanges() throws IOException {
		clone.replace("function/model/lite0-onnxruntime/calibration-int8.yaml", "temperature: [0-9.]+",
				"temperature: 3");
		clone.commit("Change a calibration");

		clone
			.run(LIMIT, "compare-models", "--variable", "CI_PIPELINE_SOURCE=merge_request_event", "--variable",
					"CI_MERGE_REQUEST_DIFF_BASE_SHA=HEAD~1")
			.succeeded();

		Path comparison = clone.root().resolve("comparison/lite0-onnxruntime");
		assertThat(comparison.resolve("comparison.html")).content().contains("lite0-onnxruntime-1.2.0-int8 (MODEL)");
		assertThat(comparison.resolve("comparison.json")).isRegularFile();
		assertThat(comparison.resolveSibling("lite0")).doesNotExist();
	}

	@Test
	void comparesNoModelsOutsideAMergeRequest() throws IOException {
		assertThat(clone.run(LIMIT, "--list").succeeded().output()).doesNotContainPattern("(?m)^compare-models ");
	}

	@Test
	void endsABrokenCommitInTheStageCheck() throws IOException {
		// Adds a line that the formatter rejects.
		clone.append("function/src/main/java/dev/animals/AnimalsApplication.java", "class   Haste{}\n");
		clone.commit("Break the format");

		Command pipeline = clone.run(LIMIT, "--input", "deploy=true");

		assertThat(pipeline.status()).isNotZero();
		assertThat(pipeline.output() + pipeline.errors()).containsPattern("FAIL.*check")
			.doesNotContainPattern("(test|image|dev|staging) .*(PASS|FAIL|copied)");
	}

	static Stream<String> targets() {
		Pattern target = Pattern.compile("\\bmake ([a-z0-9-]+(?: [a-z0-9-]+)*)");
		return Stream.of("gitlab-ci.yml", ".github/workflows/check.yml")
			.flatMap(PipelineTests::lines)
			.map((line) -> line.replaceFirst("#.*", ""))
			.flatMap((line) -> target.matcher(line).results())
			.flatMap((match) -> Pattern.compile(" ").splitAsStream(match.group(1)))
			.distinct();
	}

	@ParameterizedTest
	@MethodSource("targets")
	void callsOnlyTargetsThatExist(String target) {
		Command.run(LIMIT, Map.of(), List.of("make", "-n", target, "IMAGE=x", "STABLE_IMAGE=x", "CANDIDATE_IMAGE=x"))
			.succeeded();
	}

	private static Stream<String> lines(String file) {
		try {
			return Files.readAllLines(Path.of(file)).stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns all jobs of the file, also hidden ones, with their fields. */
	private static Map<String, Map<String, Object>> file() throws IOException {
		Map<String, Map<String, Object>> jobs = new TreeMap<>();
		for (Object document : new Yaml().loadAll(Files.readString(Path.of("gitlab-ci.yml")))) {
			((Map<?, ?>) document).forEach((name, job) -> {
				if (job instanceof Map<?, ?> fields) {
					Map<String, Object> named = new TreeMap<>();
					fields.forEach((field, value) -> named.put(String.valueOf(field), value));
					jobs.put(String.valueOf(name), named);
				}
			});
		}
		return jobs;
	}

	/** Returns all jobs of a pipeline that may deploy. */
	private static List<Job> jobs() throws IOException {
		return clone.run(LIMIT, "--list-csv-all", "--input", "deploy=true")
			.succeeded()
			.output()
			.lines()
			.skip(1)
			.map((line) -> line.split(";", -1))
			.map((columns) -> new Job(columns[0], columns[1], columns[2]))
			.toList();
	}

	/**
	 * A job as gitlab-ci-local lists it.
	 *
	 * @param name its name
	 * @param stage its stage
	 * @param when whether it runs automatically, manually or never
	 */
	private record Job(String name, String stage, String when) {
	}

}
