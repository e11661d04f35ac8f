package dev.animals.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The run of one fuzz test by Jazzer.
 *
 * @param executions how often the test was executed
 * @param inputs the number of inputs that reached new code and were kept
 * @param finding the exception, hang or excess of memory that ended the run; {@code none}
 * if there was none
 */
record FuzzRun(long executions, long inputs, String finding) {

	/** An input that takes longer counts as a hang. */
	private static final int HANG_SECONDS = 10;

	/** The first input of this test starts the service. The test itself finds hangs. */
	private static final String STARTS_SERVICE = "dev.animals.http.RequestFuzzTests";

	private static final int START_SECONDS = 120;

	private static final int MOST_MEMORY_MIB = 2500;

	/** The packages whose branches guide the fuzzer. */
	private static final String GUIDES = "dev.animals.**:io.cloudevents.**:org.apache.james.**:com.twelvemonkeys.**:"
			+ "com.nimbusds.**";

	/** Reports every connection, but the tests of the whole service connect to it. */
	private static final String DISABLED_HOOKS = "com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery";

	private static final Pattern STATISTICS = Pattern.compile("stat::number_of_executed_units:\\s+(\\d+)");

	private static final Pattern FINDING = Pattern
		.compile("== Java Exception: (.*)|(ERROR: (?:libFuzzer|AddressSanitizer).*)");

	/**
	 * Runs a test. Its corpus, its log and its coverage stay in a folder, and a later run
	 * continues with the corpus.
	 * @param test the class of the test
	 * @param folder the folder
	 * @param minutes how long to run
	 * @return the result
	 * @throws IOException if the files cannot be written or read
	 * @throws InterruptedException if the program is interrupted
	 */
	static FuzzRun of(String test, Path folder, int minutes) throws IOException, InterruptedException {
		Path corpus = Files.createDirectories(folder.resolve("corpus"));
		Path log = folder.resolve("log.txt");
		Process process = new ProcessBuilder(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx1g",
				"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
				"target/test-classes:target/classes:target/lib/*", "com.code_intelligence.jazzer.Jazzer",
				"--target_class=" + test, "--instrumentation_includes=" + GUIDES, "--disabled_hooks=" + DISABLED_HOOKS,
				"--coverage_dump=" + folder.resolve("jacoco.exec"), "--reproducer_path=" + folder,
				"-artifact_prefix=" + folder + "/", "-max_total_time=" + TimeUnit.MINUTES.toSeconds(minutes),
				"-timeout=" + (test.equals(STARTS_SERVICE) ? START_SECONDS : HANG_SECONDS),
				"-rss_limit_mb=" + MOST_MEMORY_MIB, "-max_len=30000", "-print_final_stats=1", corpus.toString()))
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
		Duration limit = Duration.ofMinutes(2L * minutes + 5);
		boolean ended = process.waitFor(limit);
		process.destroyForcibly().waitFor();
		String output = Files.readString(log, StandardCharsets.ISO_8859_1);
		return new FuzzRun(executions(output), count(corpus),
				finding(output, ended ? process.exitValue() : null, limit));
	}

	private static long executions(String output) {
		Matcher matcher = STATISTICS.matcher(output);
		return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
	}

	/**
	 * Describes how a run ended.
	 * @param output the log of the run
	 * @param status the status of its process; null if the process did not end in time
	 * @param limit the longest time that the process could take
	 * @return the finding; {@code none} if there was none
	 */
	static String finding(String output, @Nullable Integer status, Duration limit) {
		Matcher matcher = FINDING.matcher(output);
		if (matcher.find()) {
			return matcher.group().replace('|', '/');
		}
		if (status == null) {
			return "did not end within %d minutes".formatted(limit.toMinutes());
		}
		return (status == 0) ? "none" : "ended with status " + status;
	}

	private static long count(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.count();
		}
	}

}
