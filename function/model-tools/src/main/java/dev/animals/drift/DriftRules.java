package dev.animals.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.yaml.snakeyaml.Yaml;

import static java.util.Objects.requireNonNull;

/**
 * The formulas of {@code monitoring/rules/drift.yaml} and the limits of
 * {@code monitoring/alerts/drift.yaml}, for a window of photos. promtool says that both
 * are the same: {@link Replay} writes it a test.
 */
final class DriftRules {

	private static final Set<String> PREDICTIONS = Set.of("groups", "verdicts", "confidence");

	/** The reference's share of each bin, by distribution. */
	private final Map<String, Map<String, Double>> shares = new LinkedHashMap<>();

	/** In which bin a group or a verdict is counted. */
	private final Map<String, String> bins = new HashMap<>();

	private final Map<String, Double> photos = new HashMap<>();

	private double confidence;

	/**
	 * Reads a model's reference.
	 * @param reference {@code rules/reference.yaml}
	 * @param model its name and version
	 */
	DriftRules(Path reference, String model) throws IOException {
		Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml().load(Files.readString(reference));
		for (Map<String, List<Map<String, Object>>> group : requireNonNull(file.get("groups"))) {
			for (Map<String, Object> rule : requireNonNull(group.get("rules"))) {
				@SuppressWarnings("unchecked")
				Map<String, String> labels = (Map<String, String>) requireNonNull(rule.get("labels"));
				if (model.equals(labels.get("model"))) {
					read(String.valueOf(rule.get("record")),
							Double.parseDouble(String.valueOf(rule.get("expr")).replaceAll("vector\\((.*)\\)", "$1")),
							labels);
				}
			}
		}
	}

	private void read(String name, double value, Map<String, String> labels) {
		String distribution = String.valueOf(labels.get("distribution"));
		switch (name) {
			case "animals_reference_share" -> this.shares.computeIfAbsent(distribution, (key) -> new LinkedHashMap<>())
				.put(requireNonNull(labels.get("bin")), value);
			case "animals_reference_bin" ->
				this.bins.put(distribution + labels.get("value"), requireNonNull(labels.get("bin")));
			case "animals_reference_photos" -> this.photos.put(distribution, value);
			case "animals_reference_confidence" -> this.confidence = value;
			default -> {
			}
		}
	}

	/**
	 * The population stability index of each distribution that enough photos stand
	 * behind, 50 for each bin.
	 */
	Map<String, Double> psi(Collection<StoredPrediction> window) {
		Map<String, Double> indices = new LinkedHashMap<>();
		for (String distribution : List.of("groups", "verdicts", "confidence", "brightness")) {
			Map<String, Double> expected = requireNonNull(this.shares.get(distribution));
			List<String> counted = window.stream()
				.filter((photo) -> !distribution.equals("groups") || photo.isAnimal())
				.map((photo) -> bin(distribution, photo))
				.toList();
			if (counted.size() >= 50 * expected.size()) {
				Map<String, Integer> counts = new HashMap<>();
				counted.forEach((bin) -> counts.merge(bin, 1, Integer::sum));
				double index = 0;
				for (Map.Entry<String, Double> bin : expected.entrySet()) {
					double share = (counts.getOrDefault(bin.getKey(), 0) + 0.5)
							/ (counted.size() + 0.5 * expected.size());
					index += (share - bin.getValue()) * Math.log(share / bin.getValue());
				}
				indices.put(distribution, index);
			}
		}
		return indices;
	}

	private String bin(String distribution, StoredPrediction photo) {
		return switch (distribution) {
			case "groups" -> requireNonNull(this.bins.get(distribution + photo.group()));
			case "verdicts" -> requireNonNull(this.bins.get(distribution + photo.verdict()));
			case "confidence" -> edge(distribution, photo.confidence());
			default -> edge(distribution, photo.brightness());
		};
	}

	private String edge(String distribution, double value) {
		return requireNonNull(this.shares.get(distribution)).keySet()
			.stream()
			.filter((edge) -> edge.equals("+Inf") || value <= Double.parseDouble(edge))
			.findFirst()
			.orElseThrow();
	}

	/** What the index has to exceed at so many photos. */
	double threshold(String distribution, long counted) {
		double freedom = requireNonNull(this.shares.get(distribution)).size() - 1;
		double scale = 2 / (9 * freedom);
		double floor = freedom * Math.pow(1 - scale + 2.3263 * Math.sqrt(scale), 3)
				* (1.0 / counted + 1 / requireNonNull(this.photos.get(distribution)));
		return Math.max(floor, 0.2);
	}

	/** The alerts whose condition holds for the photos of an hour. */
	Set<String> alerts(Collection<StoredPrediction> window) {
		Set<String> alerts = new TreeSet<>();
		long animals = window.stream().filter(StoredPrediction::isAnimal).count();
		psi(window).forEach((distribution, index) -> {
			if (index > threshold(distribution, distribution.equals("groups") ? animals : window.size())) {
				alerts.add(PREDICTIONS.contains(distribution) ? "AnimalsPredictionDrift" : "AnimalsInputDrift");
			}
		});
		if (window.size() >= 100) {
			if (window.size() - animals > 0.3 * window.size()) {
				alerts.add("AnimalsFewAnimals");
			}
			double mean = window.stream().mapToDouble(StoredPrediction::confidence).average().orElseThrow();
			if (mean < this.confidence - 0.1) {
				alerts.add("AnimalsEstimatedAccuracyLow");
			}
		}
		return alerts;
	}

	/** Whatever bin they are counted in. */
	List<String> groups() {
		return this.bins.keySet()
			.stream()
			.filter((key) -> key.startsWith("groups"))
			.map((key) -> key.substring("groups".length()))
			.sorted()
			.toList();
	}

	/** From below. */
	List<String> bins(String distribution) {
		return new ArrayList<>(requireNonNull(this.shares.get(distribution)).keySet());
	}

}
