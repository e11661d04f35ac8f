package dev.animals.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.animals.image.DecodedImage;
import dev.animals.model.AnimalModel;
import dev.animals.model.DjlModel;
import dev.animals.model.ModelFolder;
import dev.animals.model.PrecisionSetting;
import dev.animals.testing.Percentiles;

import static java.util.Objects.requireNonNull;

/**
 * Compares the service's networks in libtorch with the same weights in ONNX Runtime. Both
 * engines run in this process and take turns.
 */
public final class EngineComparison {

	private static final String PACKED = "libtorch, packed.pt";

	/**
	 * The name of the packed network in the fastest precision. On a processor without
	 * int8 and bfloat16 it equals PACKED.
	 */
	private static final String PACKED_AUTO = "libtorch, packed.pt, precision auto";

	private static final String ONNX_RUNTIME = "ONNX Runtime, plain.onnx";

	private static final String ONNX_RUNTIME_INT8 = "ONNX Runtime, int8.onnx";

	/** The pairs of engines whose times are divided by each other. */
	private static final List<String[]> RATIOS = List.of(new String[] { PACKED, ONNX_RUNTIME },
			new String[] { PACKED_AUTO, ONNX_RUNTIME }, new String[] { PACKED_AUTO, ONNX_RUNTIME_INT8 });

	private static final int ROUNDS = Integer.getInteger("engine.rounds", 5);

	private static final int PREDICTIONS = Integer.getInteger("engine.predictions", 100);

	private EngineComparison() {
	}

	/**
	 * Prints the largest difference between two logits and the median times.
	 * @param args not used
	 */
	public static void main(String[] args) {
		DecodedImage photo = Inputs.decoded("koala.jpg");
		DecodedImage corner = Inputs.corner(photo);
		Map<String, AnimalModel> engines = new LinkedHashMap<>();
		engines.put(PACKED, DjlModel.load(Inputs.model("packed", PrecisionSetting.FLOAT32), 1));
		engines.put(PACKED_AUTO, DjlModel.load(Inputs.model("packed", PrecisionSetting.AUTO), 1));
		engines.put("libtorch, plain.pt", DjlModel.load(Inputs.model("plain", PrecisionSetting.FLOAT32), 1));
		engines.put(ONNX_RUNTIME_INT8, DjlModel.load(ModelFolder.open(Inputs.ONNX_INT8, PrecisionSetting.AUTO), 1));
		engines.put(ONNX_RUNTIME, DjlModel.load(ModelFolder.open(Inputs.ONNX), 1));
		for (String engine : List.of(PACKED, PACKED_AUTO)) {
			System.out.printf(Locale.ROOT,
					"Largest difference between a logit of %s and of ONNX Runtime: %.2g, without a resize %.2g.%n",
					engine, difference(engines, engine, photo), difference(engines, engine, corner));
		}
		System.out.println();
		System.out.printf("| engine, one thread | resize and network, ms | network, ms |%n|---|---|---|%n");
		Map<String, Double> whole = measure(engines, photo);
		Map<String, Double> network = measure(engines, corner);
		engines.keySet()
			.forEach((name) -> System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f |%n", name, whole.get(name),
					network.get(name)));
		for (String[] pair : RATIOS) {
			System.out.printf(Locale.ROOT, "| **%s / %s** | **%.2f** | **%.2f** |%n", pair[0], pair[1],
					ratio(whole, pair), ratio(network, pair));
		}
		engines.values().forEach(AnimalModel::close);
	}

	private static double ratio(Map<String, Double> millis, String[] pair) {
		return requireNonNull(millis.get(pair[0])) / requireNonNull(millis.get(pair[1]));
	}

	private static double difference(Map<String, AnimalModel> engines, String engine, DecodedImage image) {
		float[] one = requireNonNull(engines.get(engine)).logits(image);
		float[] other = requireNonNull(engines.get(ONNX_RUNTIME)).logits(image);
		double largest = 0;
		for (int i = 0; i < one.length; i++) {
			largest = Math.max(largest, Math.abs(one[i] - other[i]));
		}
		return largest;
	}

	/**
	 * Returns the median time of each engine in milliseconds, after one unmeasured round.
	 */
	private static Map<String, Double> measure(Map<String, AnimalModel> engines, DecodedImage image) {
		Map<String, List<Double>> millis = new LinkedHashMap<>();
		for (int round = -1; round < ROUNDS; round++) {
			for (Map.Entry<String, AnimalModel> engine : engines.entrySet()) {
				List<Double> all = millis.computeIfAbsent(engine.getKey(), (name) -> new ArrayList<>());
				for (int i = 0; i < PREDICTIONS; i++) {
					long start = System.nanoTime();
					engine.getValue().logits(image);
					all.add((System.nanoTime() - start) / 1e6);
				}
				if (round < 0) {
					all.clear();
				}
			}
		}
		Map<String, Double> medians = new LinkedHashMap<>();
		millis.forEach((name, all) -> medians.put(name, Percentiles.median(all)));
		return medians;
	}

}
