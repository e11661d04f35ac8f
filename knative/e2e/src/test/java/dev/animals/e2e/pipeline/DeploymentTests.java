package dev.animals.e2e.pipeline;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.animals.e2e.Address;
import dev.animals.e2e.Users;
import dev.animals.testing.Command;
import dev.animals.testing.EnvironmentVariables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that the pipeline takes a clean clone to staging, that a second version replaces
 * the first while users send requests, that production's rollback job takes it back, and
 * that users never get a broken version.
 * <p>
 * {@code make test-deployment} runs it for up to an hour. It needs Knative, the
 * monitoring and cosign, and a cluster without the namespaces {@code animals-dev} and
 * {@code animals-staging}, which it deletes at the end.
 */
@Tag("deployment")
@TestMethodOrder(OrderAnnotation.class)
class DeploymentTests {

	private static final EnvironmentVariables SETTINGS = EnvironmentVariables.ofProcess();

	private static final Duration LIMIT = Duration.ofHours(2);

	private static final List<String> ENVIRONMENTS = List.of("dev", "staging");

	private static final Map<String, Users> users = new TreeMap<>();

	/** Options of every pipeline. */
	private static final List<String> options = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	private static PipelineClone clone;

	@SuppressWarnings("NullAway.Init")
	private static String first;

	@SuppressWarnings("NullAway.Init")
	private static String second;

	@BeforeAll
	static void deployFirstVersion() throws IOException {
		for (String environment : ENVIRONMENTS) {
			assertThat(kubectl("get", "namespace", "animals-" + environment, "--ignore-not-found").output())
				.as("the namespace animals-%s, which this test would delete", environment)
				.isEmpty();
		}
		boolean given = SETTINGS.find("IMAGE_lite0").isPresent();
		// A pipeline that gets finished images has no such jobs.
		List<String> jobs = new ArrayList<>(Jobs.selected(Stream
			.of("check", "check-monitoring", "check-infrastructure", "check-supply-chain", "test", "package",
					"package-release", "licences", "scan", "sign", "sign-release", "e2e", "dev", "staging")
			.filter((job) -> !given || !List.of("package", "licences", "scan", "sign").contains(job))
			.toList()));
		clone = new PipelineClone(Path.of("knative/e2e/target/deployment.log"));
		writeOptions();
		assertThat(pipeline(jobs).status()).as("status of the first pipeline").isZero();
		// The later commits change only how the images are deployed.
		useImagesOfFirstPipeline();
		first = stable("dev");
		for (String environment : ENVIRONMENTS) {
			users.put(environment, new Users(address(environment), 6));
		}
	}

	@AfterAll
	static void remove() {
		if (clone != null) {
			users.values().forEach(Users::close);
			kubectl("delete", "namespace", "animals-dev", "animals-staging", "--ignore-not-found").succeeded();
			clone.close();
		}
	}

	@Test
	@Order(1)
	void givesTheSecondVersionToAllUsersOfDevAndThenOfStaging() throws IOException {
		clone.append("knative/base/settings.env", "ANIMALS_FEEDBACK_VALIDITY=29d\n");
		clone.commit("Accept feedback for a day less");

		assertThat(pipeline(ENVIRONMENTS).status()).isZero();

		second = stable("dev");
		assertThat(second).isNotEqualTo(first);
		assertThat(stable("staging")).isNotEqualTo(first);
		assertNoUserMetAnError();
	}

	/** Runs production's job for staging, because the test cluster has no production. */
	@Test
	@Order(2)
	void takesUsersBackToTheFirstVersionWithin10SecondsByTheRollbackJob() throws IOException {
		Instant begin = Instant.now();

		clone.run(LIMIT, with(List.of("rollback-production"), "--variable", "ENV=staging")).succeeded();

		Duration time = Duration.between(begin, Instant.now());
		System.out.printf("The rollback job took %d ms.%n", time.toMillis());
		assertThat(time).isLessThan(Duration.ofSeconds(10));
		assertThat(stable("staging")).isEqualTo(first);
		assertNoUserMetAnError();
	}

	@ParameterizedTest
	@CsvSource({ "on, FAILED_SMOKE", "off, WORSE" })
	@Order(3)
	void takesABrokenVersionBackInDevAndDoesNotDeployItToStaging(String smoke, String outcome) throws IOException {
		WrongLabels.addTo(clone.root());
		clone.commit("Give each class the name of another one");

		Command pipeline = pipeline(ENVIRONMENTS, "--variable", "SMOKE=" + smoke);

		assertThat(pipeline.status()).isNotZero();
		assertThat(pipeline.output() + pipeline.errors()).contains(outcome)
			.doesNotContainPattern("(PASS|FAIL).* staging");
		assertThat(stable("dev")).isEqualTo(second);
	}

	/** As in GitLab, only the jobs that sign have the private key. */
	private static void writeOptions() throws IOException {
		String key = SETTINGS.find("COSIGN_KEY").orElseGet(DeploymentTests::newKey);
		String variables = """
				LOAD: "2"
				COSIGN_KEY: {values: {signing: %1$s, "*": %2$s}}
				""".formatted(key, key.replaceFirst("\\.key$", ".pub")) + SETTINGS.find("OVERLAY")
			.map((overlay) -> "OVERLAY: {values: {dev: %1$s, staging: %1$s}}%n".formatted(overlay))
			.orElse("");
		Path file = Files.writeString(clone.folder().resolve("variables.yml"), variables);
		options.addAll(List.of("--input", "deploy=true", "--variables-file", file.toString(), "--variable",
				"CI_REGISTRY_IMAGE=" + SETTINGS.required("REGISTRY", "make test-deployment") + "/animals"));
		SETTINGS.find("IMAGE_lite0")
			.ifPresent((image) -> options.addAll(List.of("--input", "lite0_image=" + image, "--input",
					"lite2_image=" + SETTINGS.required("IMAGE_lite2", "make test-deployment"))));
	}

	private static String newKey() {
		clone.set("COSIGN_PASSWORD", "test");
		Command
			.run(Duration.ofMinutes(1), Map.of("COSIGN_PASSWORD", "test"), clone.folder(),
					List.of("cosign", "generate-key-pair"))
			.succeeded();
		return clone.folder().resolve("cosign.key").toString();
	}

	private static void useImagesOfFirstPipeline() throws IOException {
		try (Stream<Path> artifacts = Files.walk(clone.root().resolve(".gitlab-ci-local/artifacts"))) {
			Map<String, String> variables = Map.of("image-lite0.txt", "IMAGE_lite0", "image-lite2.txt", "IMAGE_lite2",
					"image.txt", "RELEASE_IMAGE");
			for (Path file : artifacts.filter(Files::isRegularFile).toList()) {
				String variable = variables.get(String.valueOf(file.getFileName()));
				if (variable != null) {
					options.addAll(List.of("--variable", variable + "=" + Files.readString(file).strip()));
				}
			}
		}
	}

	/** Runs each job in a separate folder with the artifacts of the jobs before it. */
	private static Command pipeline(List<String> jobs, String... more) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("--shell-isolation", "--concurrency", "1", "--timestamps"));
		arguments.addAll(List.of(more));
		Command pipeline = clone.run(LIMIT, with(jobs, arguments.toArray(String[]::new)));
		(pipeline.output() + pipeline.errors()).lines()
			.filter((line) -> line.matches(" *(PASS|FAIL) .*"))
			.forEach(System.out::println);
		return pipeline;
	}

	private static String[] with(List<String> jobs, String... more) {
		return Stream.of(options, List.of(more), jobs).flatMap(List::stream).toArray(String[]::new);
	}

	private static void assertNoUserMetAnError() throws IOException {
		for (Map.Entry<String, Users> environment : users.entrySet()) {
			String counts = "%s: %d photos, %d failed, %d answered wrongly".formatted(environment.getKey(),
					environment.getValue().sent(), environment.getValue().failures().size(),
					environment.getValue().wrong());
			System.out.println(counts);
			clone.note(counts);
			assertThat(environment.getValue().failures()).as(counts).isEmpty();
		}
	}

	private static Address address(String environment) {
		String url = Command
			.run(Duration.ofMinutes(1), Map.of(), clone.root(),
					List.of("make", "--no-print-directory", "url", "ENV=" + environment))
			.succeeded()
			.output()
			.strip();
		return new Address(URI.create(url).getHost(),
				URI.create(SETTINGS.find("INGRESS").map("http://"::concat).orElse(url)));
	}

	/** Returns the revision that has all traffic of an environment. */
	private static String stable(String environment) {
		return kubectl("get", "ksvc", "animals", "-n", "animals-" + environment, "-o",
				"jsonpath={.spec.traffic[?(@.percent==100)].revisionName}")
			.succeeded()
			.output();
	}

	private static Command kubectl(String... arguments) {
		List<String> words = new ArrayList<>(List.of("kubectl"));
		words.addAll(List.of(arguments));
		return Command.run(Duration.ofMinutes(5), Map.of(), words);
	}

}
