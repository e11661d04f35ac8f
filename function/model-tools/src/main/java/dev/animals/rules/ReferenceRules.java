package dev.animals.rules;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

import dev.animals.model.CalibrationFile;
import dev.animals.model.ModelFolder;
import dev.animals.model.Precision;

/**
 * Writes the models' references as rules with constant values. They are not metrics of
 * the pods, because drift is also measured while no pod runs, and for two models at once
 * during a rollout.
 */
public final class ReferenceRules {

	private final ModelReference reference;

	private final List<Map<String, Object>> rules = new ArrayList<>();

	private ReferenceRules(ModelReference reference) {
		this.reference = reference;
	}

	/**
	 * Writes the rules of all models.
	 * @param models the folder that contains the folders of the models. Models that were
	 * not calibrated with photos are left out. A model has one reference for each
	 * precision that it was calibrated for.
	 * @param file the rule file
	 * @throws IOException if the folder cannot be read or the file cannot be written
	 */
	public static void write(Path models, Path file) throws IOException {
		Files.writeString(file, of(models));
	}

	static String of(Path models) throws IOException {
		StringBuilder text = new StringBuilder("# Written by make calibrate and make drift-rules.\ngroups:\n");
		try (Stream<Path> folders = Files.list(models)) {
			folders.sorted()
				.flatMap((folder) -> Stream.of(Precision.values())
					.map((precision) -> folder.resolve(precision.calibrationFile())))
				.filter(Files::exists)
				.map((calibration) -> ModelFolder.read(calibration, CalibrationFile.class))
				.filter((calibration) -> calibration.reference().photos() > 0)
				.map(ModelReference::of)
				.forEach((reference) -> text.append(new ReferenceRules(reference).group()));
		}
		return text.toString();
	}

	private String group() {
		add("accuracy", this.reference.accuracy(), "bound", "middle");
		add("accuracy", this.reference.leastAccuracy(), "bound", "lower");
		this.reference.distributions().forEach(this::addDistribution);
		add("confidence", this.reference.expectedAccuracy());
		addMiddles(List.copyOf(this.reference.confidence().shares().keySet()));
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.FLOW);
		options.setWidth(Integer.MAX_VALUE);
		// Prometheus finds a value for five minutes, so one evaluation per minute is
		// enough.
		StringBuilder text = new StringBuilder(
				"- name: reference of %s\n  interval: 1m\n  rules:\n".formatted(this.reference.model()));
		this.rules.forEach((rule) -> text.append("  - ").append(new Yaml(options).dump(rule)));
		return text.toString();
	}

	private void addDistribution(String name, Distribution distribution) {
		add("photos", distribution.photos(), "distribution", name);
		distribution.bins().forEach((value, bin) -> add("bin", 1, "distribution", name, "value", value, "bin", bin));
		distribution.shares().forEach((bin, share) -> add("share", share, "distribution", name, "bin", bin));
		// The content projections all have the edges of the first one.
		if (distribution.bins().isEmpty() && (!name.startsWith(DriftRules.PROJECTION) || name.endsWith("-1"))) {
			// A histogram's bucket contains those below it, so the rules subtract the
			// next lower one.
			List<String> edges = List.copyOf(distribution.shares().keySet());
			for (int i = 1; i < edges.size(); i++) {
				add("edge_below", 1, "distribution", name, "le", edges.get(i), "below", edges.get(i - 1));
			}
		}
	}

	/**
	 * Feedback names a confidence by the upper edge of its bin; the edge of the last bin
	 * is 1.
	 */
	private void addMiddles(List<String> edges) {
		double lower = 0;
		for (String edge : edges) {
			double upper = edge.equals("+Inf") ? 1 : Double.parseDouble(edge);
			add("middle", (lower + upper) / 2, "bin", String.valueOf(upper));
			lower = upper;
		}
	}

	private void add(String name, double value, String... namesAndValues) {
		Map<String, String> labels = new LinkedHashMap<>();
		labels.put("model", this.reference.model());
		for (int i = 0; i < namesAndValues.length; i += 2) {
			labels.put(namesAndValues[i], namesAndValues[i + 1]);
		}
		Map<String, Object> rule = new LinkedHashMap<>();
		rule.put("record", "animals_reference_" + name);
		rule.put("expr", "vector(%s)".formatted(sixDigits(value).stripTrailingZeros().toPlainString()));
		rule.put("labels", labels);
		this.rules.add(rule);
	}

	/**
	 * Rounds a value for the rules.
	 * @param value the value
	 * @return the value with six significant digits
	 */
	static BigDecimal sixDigits(double value) {
		return new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN));
	}

}
