package dev.animals.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static dev.animals.rules.DriftFormulas.DRIFT;
import static dev.animals.rules.DriftFormulas.ENOUGH_FOR_INDEX;
import static dev.animals.rules.DriftFormulas.ENOUGH_PHOTOS;
import static dev.animals.rules.DriftFormulas.ESTIMATE_LOW;
import static dev.animals.rules.DriftFormulas.FEW_ANIMALS;
import static dev.animals.rules.DriftFormulas.INDEX;
import static dev.animals.rules.DriftFormulas.NOISE_FLOOR;
import static dev.animals.rules.DriftFormulas.SHARE;
import static dev.animals.rules.DriftFormulas.THRESHOLD;
import static dev.animals.rules.DriftFormulas.VARIANCE;

/**
 * The expressions of {@code monitoring/rules/drift.yaml} and {@code
 * monitoring/alerts/drift.yaml} that contain formulas of {@link DriftFormulas}.
 * Everything else in these files is edited by hand.
 */
public final class DriftRules {

	/** The distributions that {@link DriftAlert#PREDICTION_DRIFT} watches. */
	public static final List<String> PREDICTIONS = List.of("groups", "verdicts", "confidence");

	private static final List<String> INPUT = List.of("brightness", "pixels", "formats");

	/** The verdicts that do not name the subject of the model. */
	private static final String OTHERS = "model:animals_verdict:ratio{window=\"1h\",verdict=~\"not_.*|unknown\"}";

	private static final String COUNT = "model:animals_bin:count";

	private static final String PHOTOS = "model:animals_drift:photos";

	private static final String REFERENCE_PHOTOS = "model:animals_drift:reference_photos";

	private static final String BINS = "model:animals_drift:bins";

	private static final String FLOOR = "model:animals_drift:noise_floor";

	private DriftRules() {
	}

	/**
	 * Writes the expressions into the files.
	 * @param monitoring the folder {@code monitoring}
	 * @throws IOException if a file cannot be read or written
	 */
	static void write(Path monitoring) throws IOException {
		write(monitoring.resolve("rules/drift.yaml"), rules());
		write(monitoring.resolve("alerts/drift.yaml"), alerts());
	}

	private static void write(Path file, List<GeneratedRule> rules) throws IOException {
		Files.writeString(file, in(Files.readString(file), rules));
	}

	static String in(String file, List<GeneratedRule> rules) {
		String written = file;
		for (GeneratedRule rule : rules) {
			written = rule.in(written);
		}
		return written;
	}

	static List<GeneratedRule> rules() {
		return List.of(new GeneratedRule("model:animals_estimated_accuracy:ratio", "{window: 1h}", estimate("1h")),
				new GeneratedRule("model:animals_estimated_accuracy:ratio", "{window: 1d}", estimate("1d")),
				new GeneratedRule("model:animals_bin:share", SHARE.promQl(COUNT, PHOTOS, BINS)),
				new GeneratedRule("model:animals_bin:expected_share", expectedShare()),
				new GeneratedRule(FLOOR,
						NOISE_FLOOR.promQl(BINS, VARIANCE.promQl(PHOTOS + " > 0", REFERENCE_PHOTOS + " > 0"))),
				new GeneratedRule("model:animals_drift:threshold", THRESHOLD.promQl(FLOOR)),
				new GeneratedRule("model:animals_drift:psi",
						index("model:animals_bin:share", "model:animals_bin:expected_share", PHOTOS, BINS) + "\n  and "
								+ FLOOR));
	}

	static List<GeneratedRule> alerts() {
		return List.of(alert(DriftAlert.PREDICTION_DRIFT, drift(PREDICTIONS)),
				alert(DriftAlert.INPUT_DRIFT, drift(INPUT)),
				alert(DriftAlert.FEW_ANIMALS,
						FEW_ANIMALS.promQl("sum without (verdict) (" + OTHERS + ")") + "\n  and "
								+ ENOUGH_PHOTOS
									.promQl("sum without (verdict) (model:animals_verdict:count{window=\"1h\"})")),
				alert(DriftAlert.ESTIMATED_ACCURACY_LOW,
						ESTIMATE_LOW.promQl("model:animals_estimated_accuracy:ratio", "animals_reference_confidence")));
	}

	private static GeneratedRule alert(DriftAlert alert, String expression) {
		return new GeneratedRule(alert.toString(), expression);
	}

	/** Returns PromQL for the mean confidence of a window's photos. */
	private static String estimate(String window) {
		return """
				sum by (namespace, service, model) (
				  sum_over_time(revision:animals_confidence_sum:increase30s[%s]))
				  / (%s)""".formatted(window, ENOUGH_PHOTOS.promQl("""
				sum by (namespace, service, model) (
				    sum_over_time(revision:animals_confidence_bucket:increase30s{le="+Inf"}[%s]))"""
			.formatted(window)));
	}

	/**
	 * Returns PromQL for the expected shares. Sizes and formats depend on users' cameras,
	 * so their reference is the week before.
	 */
	private static String expectedShare() {
		return """
				0 * %s{distribution!~"pixels|formats"}
				  + on (model, distribution, bin) group_left animals_reference_share
				or
				%s""".formatted(COUNT,
				SHARE.promQl("0 * %s + ignoring (window) group_left model:animals_bin_week:count".formatted(COUNT),
						REFERENCE_PHOTOS, BINS));
	}

	private static String index(String share, String expected, String photos, String bins) {
		return """
				sum without (bin) (
				%s)
				  and %s""".formatted(INDEX.promQl(share, expected).indent(2), ENOUGH_FOR_INDEX.promQl(photos, bins));
	}

	private static String drift(List<String> distributions) {
		return DRIFT.promQl("model:animals_drift:psi{distribution=~\"%s\"}".formatted(String.join("|", distributions)),
				"model:animals_drift:threshold");
	}

}
