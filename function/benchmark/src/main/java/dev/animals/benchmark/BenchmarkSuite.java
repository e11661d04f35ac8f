package dev.animals.benchmark;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
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
 * Runs the benchmarks and prints one table. Each has several short processes, a round of
 * all after another, so that a slow minute of the machine hits all alike.
 */
public final class BenchmarkSuite {

	private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 2);

	/** For a quick look; the defaults are for numbers to keep. */
	private static final int MILLIS = Integer.getInteger("benchmark.millis", 500);

	/** Those whose titles hold it. */
	private static final Pattern ONLY = Pattern.compile(System.getProperty("benchmark.only", ""));

	private static final String PREDICT = "predict: resize and network";

	private static final String NETWORK = "predict, picture of the network's size";

	private static final String WHOLE = "request of 0.8 MP, in process";

	private static final String DECODE = "decode 0.8 MP, TurboJPEG";

	private static final String HTTP = "HTTP around a refused body";

	private static final List<String> SMALL_PARTS = List.of("rank", "token", "json", "log", "observe", "count");

	private static final List<String> METRICS = List.of("observe", "count");

	private static final List<Case> CASES = List
		.of(new Case(DECODE, DecodeBenchmark.class, "decode", Map.of("photo", "koala.jpg")),
				new Case("decode 0.8 MP, Java only", DecodeBenchmark.class, "decode",
						Map.of("photo", "koala.jpg", "library", "none")),
				new Case("decode 12 MP, TurboJPEG", DecodeBenchmark.class, "decode", Map.of("photo", "large.jpg")),
				new Case("decode 12 MP, Java only", DecodeBenchmark.class, "decode",
						Map.of("photo", "large.jpg", "library", "none")),
				new Case(PREDICT, PredictBenchmark.class, "predict", Map.of()),
				new Case(NETWORK, PredictBenchmark.class, "predict", Map.of("sized", "true")),
				new Case("predict, float32", PredictBenchmark.class, "predict", Map.of("precision", "FLOAT32")),
				new Case("predict, plain network", PredictBenchmark.class, "predict", Map.of("network", "plain")),
				new Case("predict, 2 threads within one", PredictBenchmark.class, "predict", Map.of("within", "2")),
				new Case("predict, 2 side by side", PredictBenchmark.class, "predict", Map.of(), 2, 1),
				new Case("network, batch of 1", BatchBenchmark.class, "predict", Map.of("batch", "1")),
				new Case("network, batch of 2", BatchBenchmark.class, "predict", Map.of("batch", "2"), 1, 2),
				new Case("network, batch of 4", BatchBenchmark.class, "predict", Map.of("batch", "4"), 1, 4),
				new Case("network, batch of 8", BatchBenchmark.class, "predict", Map.of("batch", "8"), 1, 8),
				new Case(WHOLE, RequestBenchmark.class, "inProcess", Map.of("photo", "koala.jpg")),
				new Case("request of 0.8 MP, HTTP client", RequestBenchmark.class, "throughHttpClient", Map.of()),
				new Case("request of 0.8 MP, socket", RequestBenchmark.class, "throughSocket", Map.of()),
				new Case("request of 12 MP, in process", RequestBenchmark.class, "inProcess",
						Map.of("photo", "large.jpg")),
				new Case(HTTP, RequestBenchmark.class, "withoutWork", Map.of()),
				new Case("rank", RequestBenchmark.class, "rank", Map.of()),
				new Case("token", RequestBenchmark.class, "token", Map.of()),
				new Case("json", RequestBenchmark.class, "json", Map.of()),
				new Case("log", RequestBenchmark.class, "log", Map.of()),
				new Case("observe", RequestBenchmark.class, "observe", Map.of()),
				new Case("count", RequestBenchmark.class, "count", Map.of()),
				new Case("SHA-256 of 0.2 MB", RequestBenchmark.class, "sha256", Map.of("photo", "koala.jpg")),
				new Case("SHA-256 of 1.1 MB", RequestBenchmark.class, "sha256", Map.of("photo", "large.jpg")));

	private BenchmarkSuite() {
	}

	public static void main(String[] args) throws RunnerException {
		System.setProperty("jmh.ignoreLock", "true");
		Map<Case, Measured> measured = new LinkedHashMap<>();
		for (int round = 0; round < ROUNDS; round++) {
			for (Case each : CASES) {
				if (ONLY.matcher(each.title()).find() && each.isPossible() && (round == 0 || !each.isSmall())) {
					System.err.printf(Locale.ROOT, "round %d of %d: %s%n", round + 1, ROUNDS, each.title());
					measured.computeIfAbsent(each, (key) -> new Measured()).add(run(each));
				}
			}
		}
		print(measured);
		if (!Files.isDirectory(Inputs.EXPORTED)) {
			System.out.printf("Batches were left out: %s, which bench/export.py writes, is not there.%n",
					Inputs.EXPORTED);
		}
	}

	private static RunResult run(Case each) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder()
			.include(each.type().getName().replace(".", "\\.") + "\\." + each.method() + "$")
			.mode(Mode.AverageTime)
			.timeUnit(TimeUnit.SECONDS)
			.threads(each.threads())
			.forks(1)
			.warmupIterations(2)
			// The compiler shares the processors: a request's Java is fast after some
			// hundred.
			.warmupTime(TimeValue.milliseconds(each.isRequest() ? 8L * MILLIS : MILLIS))
			.measurementIterations(each.isSmall() ? 3 : 4)
			.measurementTime(TimeValue.milliseconds(each.isSmall() ? MILLIS / 2 : MILLIS))
			.jvmArgs("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
					"-Dlogback.configurationFile=bench/logback.xml")
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT);
		each.parameters().forEach(options::param);
		return new Runner(options.build()).runSingle();
	}

	private static void print(Map<Case, Measured> measured) {
		double predict = millis(measured, PREDICT);
		System.out.println("| what | ms | lowest – highest | × predict | kB allocated |");
		System.out.println("|---|---|---|---|---|");
		measured.forEach((each, values) -> {
			double millis = values.median() / each.pictures();
			System.out.printf(Locale.ROOT, "| %s%s | %s | %s – %s | %s | %s |%n", each.title(),
					(each.pictures() > 1) ? ", a picture" : "", number(millis), number(values.low() / each.pictures()),
					number(values.high() / each.pictures()), number(millis / predict),
					number(values.bytes() / 1_000 / each.pictures()));
		});
		double whole = millis(measured, WHOLE);
		double http = millis(measured, "request of 0.8 MP, socket");
		double parts = SMALL_PARTS.stream().mapToDouble((part) -> millis(measured, part)).sum();
		System.out.printf(Locale.ROOT,
				"""

						A request in process takes %s × predict, through HTTP %s ×. Where %s ms go: network %s, resize %s, decode \
						%s, the small parts (%s) %s, the edge %s.
						Metrics (%s) take %s %% of a request in process.
						A cache by content pays off when more requests repeat than: 0.8 MP %s %%, 12 MP %s %%.
						""",
				number(whole / predict), number(http / predict), number(http), number(millis(measured, NETWORK)),
				number(predict - millis(measured, NETWORK)), number(millis(measured, DECODE)),
				String.join(", ", SMALL_PARTS), number(parts), number(http - whole), String.join(", ", METRICS),
				number(100 * METRICS.stream().mapToDouble((part) -> millis(measured, part)).sum() / whole),
				number(100 * millis(measured, "SHA-256 of 0.2 MB") / whole),
				number(100 * millis(measured, "SHA-256 of 1.1 MB") / millis(measured, "request of 12 MP, in process")));
	}

	private static double millis(Map<Case, Measured> measured, String title) {
		return measured.entrySet()
			.stream()
			.filter((each) -> each.getKey().title().equals(title))
			.mapToDouble((each) -> each.getValue().median())
			.findAny()
			.orElse(Double.NaN);
	}

	/** Three digits that count. */
	private static String number(double value) {
		double size = Math.abs(value);
		return String.format(Locale.ROOT,
				(size >= 100) ? "%.0f" : (size >= 10) ? "%.1f" : (size >= 1) ? "%.2f" : "%.3f", value);
	}

	/**
	 * One line of the table.
	 *
	 * @param title what it says
	 * @param type the class
	 * @param method the benchmark in it
	 * @param parameters those that differ from their defaults
	 * @param threads how many call it at once
	 * @param pictures how many pictures an operation, or all operations at once, get done
	 */
	private record Case(String title, Class<?> type, String method, Map<String, String> parameters, int threads,
			int pictures) {

		Case(String title, Class<?> type, String method, Map<String, String> parameters) {
			this(title, type, method, parameters, 1, 1);
		}

		/** Far from the millisecond, so that the machine's noise does not matter. */
		boolean isSmall() {
			return SMALL_PARTS.contains(this.title) || this.title.startsWith("SHA");
		}

		boolean isRequest() {
			return this.type == RequestBenchmark.class && !isSmall();
		}

		boolean isPossible() {
			return this.type != BatchBenchmark.class || Files.isDirectory(Inputs.EXPORTED);
		}

	}

	/** What the rounds of a benchmark gave. */
	private static final class Measured {

		private final List<Double> millis = new ArrayList<>();

		private final List<Double> bytes = new ArrayList<>();

		void add(RunResult result) {
			result.getBenchmarkResults()
				.forEach((fork) -> fork.getIterationResults().forEach((iteration) -> add(iteration)));
		}

		private void add(IterationResult iteration) {
			this.millis.add(1_000 * iteration.getPrimaryResult().getScore());
			Result<?> allocated = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
			this.bytes.add(requireNonNull(allocated).getScore());
		}

		double median() {
			return median(this.millis);
		}

		double low() {
			return this.millis.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
		}

		double high() {
			return this.millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
		}

		double bytes() {
			return median(this.bytes);
		}

		private static double median(List<Double> values) {
			List<Double> sorted = values.stream().sorted().toList();
			return sorted.get(sorted.size() / 2);
		}

	}

}
