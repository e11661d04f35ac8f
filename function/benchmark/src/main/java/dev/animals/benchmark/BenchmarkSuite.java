package dev.animals.benchmark;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import static java.util.Objects.requireNonNull;

/**
 * Runs the JMH benchmarks and prints one table. Every round runs each benchmark once, in
 * a short separate process, so that a slow phase of the machine affects all benchmarks
 * equally.
 */
public final class BenchmarkSuite {

	private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 2);

	/** The time of one iteration. A shorter time is enough for a rough result. */
	private static final int MILLIS = Integer.getInteger("benchmark.millis", 500);

	/** Runs only the benchmarks whose titles contain this text. */
	private static final Pattern ONLY = Pattern.compile(System.getProperty("benchmark.only", ""));

	private BenchmarkSuite() {
	}

	/**
	 * Runs the benchmarks and prints their report.
	 * @param args not used
	 * @throws RunnerException if a benchmark fails
	 */
	public static void main(String[] args) throws RunnerException {
		System.setProperty("jmh.ignoreLock", "true");
		List<BenchmarkCase> cases = BenchmarkCase.ALL.stream()
			.filter((each) -> ONLY.matcher(each.title()).find() && each.isPossible())
			.toList();
		Map<BenchmarkCase, Timings> measured = new LinkedHashMap<>();
		for (int round = 0; round < ROUNDS; round++) {
			for (BenchmarkCase each : cases) {
				if (round == 0 || !each.isSmall()) {
					System.err.printf(Locale.ROOT, "Round %d of %d: %s%n", round + 1, ROUNDS, each.title());
					add(run(each), measured.computeIfAbsent(each, (key) -> new Timings()));
				}
			}
		}
		SuiteReport report = new SuiteReport(measured);
		System.out.print(report.table());
		if (ONLY.pattern().isEmpty()) {
			System.out.println();
			System.out.print(report.conclusions());
		}
		if (!Files.isDirectory(Inputs.TORCHSCRIPT)) {
			System.out.printf("Batches were left out because %s is missing. make bench-engine creates it.%n",
					Inputs.TORCHSCRIPT);
		}
	}

	private static RunResult run(BenchmarkCase each) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder()
			.include(each.type().getName().replace(".", "\\.") + "\\." + each.method() + "$")
			.mode(Mode.AverageTime)
			.timeUnit(TimeUnit.MILLISECONDS)
			.threads(each.threads())
			.forks(1)
			.warmupIterations(2)
			// The JVM compiles the code of a request during the first few hundred
			// requests and competes with them for the processor.
			.warmupTime(TimeValue.milliseconds(each.isRequest() ? 8L * MILLIS : MILLIS))
			.measurementIterations(each.isSmall() ? 3 : 4)
			.measurementTime(TimeValue.milliseconds(each.isSmall() ? MILLIS / 2 : MILLIS))
			.jvmArgs("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
					"-Dlogback.configurationFile=benchmark-logback.xml")
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT);
		each.parameters().forEach(options::param);
		return new Runner(options.build()).runSingle();
	}

	private static void add(RunResult result, Timings timings) {
		for (BenchmarkResult process : result.getBenchmarkResults()) {
			for (IterationResult iteration : process.getIterationResults()) {
				Result<?> allocated = requireNonNull(iteration.getSecondaryResults().get("gc.alloc.rate.norm"));
				timings.add(iteration.getPrimaryResult().getScore(), allocated.getScore());
			}
		}
	}

}
