package dev.animals.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report of {@link BenchmarkSuite}: a Markdown table, and conclusions from it.
 */
final class SuiteReport {

	private final Map<BenchmarkCase, Timings> measured;

	SuiteReport(Map<BenchmarkCase, Timings> measured) {
		this.measured = measured;
	}

	String table() {
		double predict = millis(BenchmarkCase.PREDICT);
		StringBuilder table = new StringBuilder("""
				| benchmark | median, ms | lowest – highest, ms | ratio to predict | kB allocated |
				|---|---|---|---|---|
				""");
		this.measured.forEach((each, timings) -> {
			int pictures = each.pictures();
			double millis = timings.median() / pictures;
			table.append("| %s%s | %s | %s – %s | %s | %s |%n".formatted(each.title(),
					(pictures > 1) ? ", for each picture" : "", number(millis), number(timings.lowest() / pictures),
					number(timings.highest() / pictures), number(millis / predict),
					number(timings.bytes() / 1_000 / pictures)));
		});
		return table.toString();
	}

	/**
	 * Explains how the time of a request is divided among its parts. This needs the
	 * results of all benchmarks except the batches.
	 * @return a few sentences, one per line
	 */
	String conclusions() {
		double predict = millis(BenchmarkCase.PREDICT);
		double network = millis(BenchmarkCase.NETWORK);
		double request = millis(BenchmarkCase.REQUEST);
		double http = millis(BenchmarkCase.HTTP_REQUEST);
		return """
				A request takes %s times as long as a prediction in process, and %s times through HTTP.
				Of the %s ms through HTTP, the network takes %s ms, the resize %s, decoding %s, \
				the small parts (%s) %s, and HTTP %s.
				Metrics (%s) take %s %% of a request in process.
				A cache with the photo's SHA-256 as key would save time if more than %s %% of requests with 0.8 MP \
				repeated a photo, or %s %% with 12 MP.
				""".formatted(number(request / predict), number(http / predict), number(http), number(network),
				number(predict - network), number(millis(BenchmarkCase.DECODE)),
				String.join(", ", BenchmarkCase.SMALL_PARTS), number(sum(BenchmarkCase.SMALL_PARTS)),
				number(http - request), String.join(", ", BenchmarkCase.METRICS),
				number(100 * sum(BenchmarkCase.METRICS) / request), number(100 * millis(BenchmarkCase.HASH) / request),
				number(100 * millis(BenchmarkCase.LARGE_HASH) / millis(BenchmarkCase.LARGE_REQUEST)));
	}

	private double sum(List<String> titles) {
		return titles.stream().mapToDouble(this::millis).sum();
	}

	private double millis(String title) {
		return this.measured.entrySet()
			.stream()
			.filter((each) -> each.getKey().title().equals(title))
			.mapToDouble((each) -> each.getValue().median())
			.findAny()
			.orElse(Double.NaN);
	}

	/**
	 * Formats a number with three significant digits, and with three decimals at most.
	 */
	private static String number(double value) {
		double size = Math.abs(value);
		String format = (size >= 100) ? "%.0f" : (size >= 10) ? "%.1f" : (size >= 1) ? "%.2f" : "%.3f";
		return String.format(Locale.ROOT, format, value);
	}

}
