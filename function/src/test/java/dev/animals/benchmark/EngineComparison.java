package dev.animals.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;

import dev.animals.image.DecodedImage;
import dev.animals.model.AnimalModel;
import dev.animals.model.DjlModel;
import dev.animals.model.ModelFolder;

/**
 * Our networks in libtorch against the same weights in ONNX Runtime, both in DJL, in one
 * process, in turns. Needs the Maven profile {@code onnxruntime}.
 */
public final class EngineComparison {

	private static final Path ONNX = Path.of("target/bench/lite0-onnx");

	private static final String THREADS = System.getProperty("engine.threads", "1");

	private static final int ROUNDS = Integer.getInteger("engine.rounds", 5);

	private static final int PREDICTIONS = Integer.getInteger("engine.predictions", 100);

	private EngineComparison() {
	}

	public static void main(String[] args) throws IOException, MalformedModelException, TranslateException {
		System.setProperty("ai.djl.pytorch.num_threads", THREADS);
		DecodedImage photo = Inputs.decoded("koala.jpg");
		DecodedImage corner = Inputs.corner(photo);
		// Through the service's own port first: it takes either engine by model.yaml
		// alone.
		float[] torch = logits(Inputs.model("packed"), photo);
		float[] onnx = logits(ModelFolder.open(ONNX), photo);
		System.out.printf(Locale.ROOT, "Largest difference of two logits: %.2g, without a resize %.2g.%n%n",
				difference(torch, onnx),
				difference(logits(Inputs.model("packed"), corner), logits(ModelFolder.open(ONNX), corner)));
		Map<String, Predictor<DecodedImage, float[]>> engines = new LinkedHashMap<>();
		engines.put("libtorch, packed.pt", load("PyTorch", Inputs.MODEL.resolve("packed.pt")));
		engines.put("libtorch, plain.pt", load("PyTorch", Inputs.MODEL.resolve("plain.pt")));
		engines.put("ONNX Runtime, plain.onnx", load("OnnxRuntime", ONNX.resolve("plain.onnx")));
		System.out.printf("| engine, %s thread(s) | resize and network, ms | network, ms |%n|---|---|---|%n", THREADS);
		Map<String, Double> whole = measure(engines, photo);
		Map<String, Double> network = measure(engines, corner);
		engines.keySet()
			.forEach((name) -> System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f |%n", name, whole.get(name),
					network.get(name)));
		System.out.printf(Locale.ROOT, "| **libtorch, packed / ONNX Runtime** | **%.2f** | **%.2f** |%n", ratio(whole),
				ratio(network));
	}

	private static double ratio(Map<String, Double> millis) {
		return millis.getOrDefault("libtorch, packed.pt", Double.NaN)
				/ millis.getOrDefault("ONNX Runtime, plain.onnx", Double.NaN);
	}

	private static float[] logits(ModelFolder folder, DecodedImage image) {
		try (AnimalModel model = DjlModel.load(folder, 1)) {
			return model.logits(image);
		}
	}

	private static double difference(float[] one, float[] other) {
		double largest = 0;
		for (int i = 0; i < one.length; i++) {
			largest = Math.max(largest, Math.abs(one[i] - other[i]));
		}
		return largest;
	}

	private static Predictor<DecodedImage, float[]> load(String engine, Path file)
			throws IOException, MalformedModelException {
		Model model = Model.newInstance("lite0", engine);
		model.load(file, null, Map.of("intraOpNumThreads", THREADS, "interOpNumThreads", "1"));
		return model.newPredictor(new PixelsToLogits());
	}

	/** Median milliseconds of each engine over all rounds. */
	private static Map<String, Double> measure(Map<String, Predictor<DecodedImage, float[]>> engines,
			DecodedImage image) throws TranslateException {
		Map<String, List<Double>> millis = new LinkedHashMap<>();
		for (int round = -1; round < ROUNDS; round++) {
			for (Map.Entry<String, Predictor<DecodedImage, float[]>> engine : engines.entrySet()) {
				List<Double> all = millis.computeIfAbsent(engine.getKey(), (name) -> new ArrayList<>());
				for (int i = 0; i < PREDICTIONS; i++) {
					long start = System.nanoTime();
					engine.getValue().predict(image);
					all.add((System.nanoTime() - start) / 1e6);
				}
				if (round < 0) {
					// That was to warm up.
					all.clear();
				}
			}
		}
		Map<String, Double> medians = new LinkedHashMap<>();
		millis.forEach((name, all) -> medians.put(name, all.stream().sorted().toList().get(all.size() / 2)));
		return medians;
	}

	/** The service's hand-over, for each engine. */
	private static final class PixelsToLogits implements NoBatchifyTranslator<DecodedImage, float[]> {

		private ByteBuffer pixels = ByteBuffer.allocateDirect(0);

		@Override
		public NDList processInput(TranslatorContext context, DecodedImage image) {
			int size = image.rgb().length;
			if (this.pixels.capacity() < size) {
				this.pixels = ByteBuffer.allocateDirect(size);
			}
			this.pixels.clear().put(image.rgb()).flip();
			Shape shape = new Shape(image.height(), image.width(), 3);
			return new NDList(context.getNDManager().create(this.pixels, shape, DataType.UINT8));
		}

		@Override
		public float[] processOutput(TranslatorContext context, NDList output) {
			return output.singletonOrThrow().toFloatArray();
		}

	}

}
