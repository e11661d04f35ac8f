package dev.animals.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static dev.animals.rules.DriftFormulas.CONTENT_THRESHOLD;
import static dev.animals.rules.DriftFormulas.DRIFT;
import static dev.animals.rules.DriftFormulas.ENOUGH_ANSWERS;
import static dev.animals.rules.DriftFormulas.ENOUGH_FOR_INDEX;
import static dev.animals.rules.DriftFormulas.ENOUGH_PHOTOS;
import static dev.animals.rules.DriftFormulas.ESTIMATE_ERROR;
import static dev.animals.rules.DriftFormulas.ESTIMATE_LIMIT;
import static dev.animals.rules.DriftFormulas.ESTIMATE_LOW;
import static dev.animals.rules.DriftFormulas.FEW_ANIMALS;
import static dev.animals.rules.DriftFormulas.GROUPS_THRESHOLD;
import static dev.animals.rules.DriftFormulas.INDEX;
import static dev.animals.rules.DriftFormulas.NOISE_FLOOR;
import static dev.animals.rules.DriftFormulas.QUANTILE;
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

	/** The start of the names of the content projections' distributions. */
	public static final String PROJECTION = "content-";

	/** Limits an alert to distributions that the service has a baseline of. */
	private static final String BASELINE = """

			and on (namespace, service, model, distribution) model:animals_baseline:photos""";

	/** The same for the mean of the content projections. */
	private static final String BASELINE_OF_CONTENT = """

			and on (namespace, service, model) model:animals_baseline:photos{distribution="content-1"}""";

	/** The photos whose verdict does not name the subject of the model. */
	private static final String OTHERS = """
			sum without (verdict) (model:animals_verdict:count{window="1h",verdict=~"not_.*|unknown"})""";

	private static final String ALL = """
			sum without (verdict) (model:animals_verdict:count{window="1h"})""";

	private static final String COUNT = "model:animals_bin:count";

	private static final String PHOTOS = "model:animals_drift:photos";

	private static final String REFERENCE_PHOTOS = "model:animals_drift:reference_photos";

	private static final String SPREAD = "model:animals_drift:spread";

	private static final String BINS = "model:animals_drift:bins";

	private static final String FLOOR = "model:animals_drift:noise_floor";

	private static final String PROJECTIONS = "{distribution=~\"%s.+\"}".formatted(PROJECTION);

	private static final String ESTIMATED = "model:animals_expected_right:sum";

	private static final String ANSWERS = "model:animals_answers:count";

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
		return List.of(
				new GeneratedRule("model:animals_estimated_accuracy:ratio",
						ESTIMATED + " / (%s)".formatted(ENOUGH_ANSWERS.promQl(ANSWERS))),
				new GeneratedRule("model:animals_estimated_accuracy:error",
						ESTIMATE_ERROR.promQl(ESTIMATED, "model:animals_expected_variance:sum", ANSWERS)
								+ "\n  and model:animals_estimated_accuracy:ratio"),
				new GeneratedRule("model:animals_estimated_accuracy:limit",
						ESTIMATE_LIMIT.promQl("model:animals_estimated_accuracy:error",
								"model:animals_baseline:expected_accuracy",
								"model:animals_baseline:expected_accuracy_error")),
				new GeneratedRule("model:animals_bin:share", SHARE.promQl(COUNT, PHOTOS, BINS)),
				new GeneratedRule("model:animals_bin:expected_share", expectedShare()),
				new GeneratedRule(FLOOR,
						NOISE_FLOOR.promQl(BINS, String.valueOf(QUANTILE),
								VARIANCE.promQl(PHOTOS + " > 0", REFERENCE_PHOTOS + " > 0", SPREAD))),
				new GeneratedRule("model:animals_drift:threshold",
						THRESHOLD.promQl(FLOOR + "{distribution!=\"groups\"}") + "\nor\n"
								+ GROUPS_THRESHOLD.promQl(FLOOR)),
				new GeneratedRule("model:animals_drift:threshold", "{distribution: content}",
						CONTENT_THRESHOLD.promQl("avg without (distribution) (%s%s)".formatted(FLOOR, PROJECTIONS))),
				new GeneratedRule("model:animals_drift:psi",
						index("model:animals_bin:share", "model:animals_bin:expected_share", PHOTOS, BINS) + "\n  and "
								+ FLOOR));
	}

	static List<GeneratedRule> alerts() {
		return List.of(alert(DriftAlert.PREDICTION_DRIFT, drift(String.join("|", PREDICTIONS)) + BASELINE),
				alert(DriftAlert.INPUT_DRIFT, drift("brightness") + BASELINE + "\nor\n" + drift("pixels|formats")),
				alert(DriftAlert.CONTENT_DRIFT, drift("content") + BASELINE_OF_CONTENT),
				alert(DriftAlert.FEW_ANIMALS,
						FEW_ANIMALS.promQl(OTHERS + "\n  / " + ALL) + "\n  and " + ENOUGH_PHOTOS.promQl(ALL)),
				alert(DriftAlert.ESTIMATED_ACCURACY_LOW,
						ESTIMATE_LOW.promQl("model:animals_estimated_accuracy:ratio{verdict!~\"not_.*\"}",
								"model:animals_estimated_accuracy:limit")));
	}

	private static GeneratedRule alert(DriftAlert alert, String expression) {
		return new GeneratedRule(alert.toString(), expression);
	}

	/**
	 * Returns PromQL for the expected shares: those of the service's baseline if it has
	 * one, otherwise those of the model's reference. Sizes and formats depend on users'
	 * cameras, so their reference is the week before.
	 */
	private static String expectedShare() {
		return """
				0 * %1$s
				  + on (namespace, service, model, distribution, bin) group_left model:animals_baseline:share
				or
				0 * %1$s{distribution!~"pixels|formats"}
				  + on (model, distribution, bin) group_left animals_reference_share
				  unless on (namespace, service, model, distribution) model:animals_baseline:photos
				or
				%2$s""".formatted(COUNT,
				SHARE.promQl("0 * %s + ignoring (window) group_left model:animals_bin_week:count".formatted(COUNT),
						REFERENCE_PHOTOS, BINS));
	}

	private static String index(String share, String expected, String photos, String bins) {
		return """
				sum without (bin) (
				%s)
				  and %s""".formatted(INDEX.promQl(share, expected).indent(2), ENOUGH_FOR_INDEX.promQl(photos, bins));
	}

	private static String drift(String distributions) {
		return DRIFT.promQl("model:animals_drift:psi{distribution=~\"%s\"}".formatted(distributions),
				"model:animals_drift:threshold");
	}

}
