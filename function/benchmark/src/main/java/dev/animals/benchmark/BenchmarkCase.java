package dev.animals.benchmark;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * One line of the suite's table.
 *
 * @param title the first column
 * @param type the class that has the benchmark
 * @param method the benchmark's method
 * @param parameters the parameters that differ from their defaults
 * @param threads the number of threads that call the method at the same time
 * @param pictures the number of pictures that all threads together process in the time of
 * one call
 */
record BenchmarkCase(String title, Class<?> type, String method, Map<String, String> parameters, int threads,
		int pictures) {

	static final String DECODE = "decode 0.8 MP, TurboJPEG";

	static final String PREDICT = "predict: resize and network";

	static final String NETWORK = "predict, picture of the network's size";

	static final String REQUEST = "request of 0.8 MP, in process";

	static final String LARGE_REQUEST = "request of 12 MP, in process";

	static final String HTTP_REQUEST = "request of 0.8 MP, socket";

	static final String HASH = "SHA-256 of 0.2 MB";

	static final String LARGE_HASH = "SHA-256 of 1.1 MB";

	/** The parts of a request that take far less than a millisecond. */
	static final List<String> SMALL_PARTS = List.of("rank", "token", "json", "log", "observe", "count");

	/** The small parts that are metrics. */
	static final List<String> METRICS = List.of("observe", "count");

	private static final Map<String, String> LARGE = Map.of("photo", "large.jpg");

	static final List<BenchmarkCase> ALL = List.of(of(DECODE, DecodeBenchmark.class, "decode", Map.of()),
			of("decode 0.8 MP, Java only", DecodeBenchmark.class, "decode", Map.of("libraries", "none")),
			of("decode 12 MP, TurboJPEG", DecodeBenchmark.class, "decode", LARGE),
			of("decode 12 MP, Java only", DecodeBenchmark.class, "decode",
					Map.of("photo", "large.jpg", "libraries", "none")),
			of(PREDICT, PredictBenchmark.class, "predict", Map.of()),
			of(NETWORK, PredictBenchmark.class, "predict", Map.of("sized", "true")),
			of("predict, float32", PredictBenchmark.class, "predict", Map.of("precision", "FLOAT32")),
			of("predict, plain network", PredictBenchmark.class, "predict",
					Map.of("network", "plain", "precision", "FLOAT32")),
			of("predict, two threads for one prediction", PredictBenchmark.class, "predict", Map.of("within", "2")),
			new BenchmarkCase("predict, two predictions at a time", PredictBenchmark.class, "predict", Map.of(), 2, 1),
			batch(1), batch(2), batch(4), batch(8), of(REQUEST, RequestBenchmark.class, "inProcess", Map.of()),
			of("request of 0.8 MP, HTTP client", RequestBenchmark.class, "throughHttpClient", Map.of()),
			of(HTTP_REQUEST, RequestBenchmark.class, "throughSocket", Map.of()),
			of(LARGE_REQUEST, RequestBenchmark.class, "inProcess", LARGE),
			of("HTTP around a rejected body", RequestBenchmark.class, "withoutWork", Map.of()), part("rank"),
			part("token"), part("json"), part("log"), part("observe"), part("count"),
			of(HASH, RequestPartsBenchmark.class, "sha256", Map.of()),
			of(LARGE_HASH, RequestPartsBenchmark.class, "sha256", LARGE));

	private static BenchmarkCase of(String title, Class<?> type, String method, Map<String, String> parameters) {
		return new BenchmarkCase(title, type, method, parameters, 1, 1);
	}

	private static BenchmarkCase batch(int pictures) {
		return new BenchmarkCase("network, batch of " + pictures, BatchBenchmark.class, "predict",
				Map.of("batch", Integer.toString(pictures)), 1, pictures);
	}

	private static BenchmarkCase part(String method) {
		return of(method, RequestPartsBenchmark.class, method, Map.of());
	}

	/**
	 * Returns whether this measures one of the small parts of a request.
	 * @return whether one call takes far less than a millisecond
	 */
	boolean isSmall() {
		return this.type == RequestPartsBenchmark.class;
	}

	boolean isRequest() {
		return this.type == RequestBenchmark.class;
	}

	/**
	 * Returns whether the benchmark can run, because the network that it needs has been
	 * exported.
	 * @return whether the network exists
	 */
	boolean isPossible() {
		return this.type != BatchBenchmark.class || Files.isDirectory(Inputs.TORCHSCRIPT);
	}

}
