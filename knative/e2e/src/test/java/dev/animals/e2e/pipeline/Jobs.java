package dev.animals.e2e.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.animals.testing.Command;
import dev.animals.testing.EnvironmentVariables;

/**
 * Selects the jobs to run. A job whose program is missing fails, so the caller has to
 * list the jobs that this machine cannot run in {@code WITHOUT}.
 */
final class Jobs {

	/** The programs that jobs need in addition to those of {@code make test}. */
	private static final Map<String, List<String>> PROGRAMS = Map.of( //
			"check", List.of("shellcheck"), //
			"check-monitoring", List.of("promtool", "amtool", "alertmanager"), //
			"check-infrastructure", List.of("tofu"), //
			"check-supply-chain", List.of("bats", "jq", "go"), //
			"test", List.of("chromedriver"), //
			"sign", List.of("cosign", "jq"), //
			"sign-release", List.of("cosign", "jq"), //
			"scan", List.of("grype"), //
			"scan-release", List.of("grype"), //
			"e2e", List.of("cosign", "kubectl", "kn"));

	private Jobs() {
	}

	/**
	 * Selects jobs.
	 * @param all the jobs of a test
	 * @return the jobs that WITHOUT does not name
	 * @throws IllegalArgumentException if WITHOUT names a job that is not in the test, or
	 * if a program is missing
	 */
	static List<String> selected(List<String> all) {
		List<String> without = Arrays.stream(EnvironmentVariables.ofProcess().get("WITHOUT", "").split("\\s+", -1))
			.filter((job) -> !job.isEmpty())
			.toList();
		if (!all.containsAll(without)) {
			throw new IllegalArgumentException("WITHOUT may name %s, not %s.".formatted(all, without));
		}
		List<String> selected = new ArrayList<>(all);
		selected.removeAll(without);
		selected.forEach((job) -> PROGRAMS.getOrDefault(job, List.of()).forEach((program) -> require(program, job)));
		return selected;
	}

	private static void require(String program, String job) {
		Command found = Command.run(Duration.ofSeconds(10), Map.of(), List.of("sh", "-c", "command -v " + program));
		if (found.status() != 0) {
			throw new IllegalArgumentException(
					"The job %s needs %s, which is not installed. WITHOUT=%s leaves the job out.".formatted(job,
							program, job));
		}
	}

}
