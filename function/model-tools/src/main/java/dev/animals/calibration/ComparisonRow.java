package dev.animals.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A figure of two models.
 *
 * @param name what is measured, as Markdown
 * @param against the figure of the model that is compared with
 * @param model the figure of the model
 * @param paired the difference, if the figure is a share of photos
 * @param good whether a higher share is better
 */
record ComparisonRow(String name, String against, String model, Optional<PairedShare> paired, boolean good) {

	/** Returns the figures of all photos. */
	static List<ComparisonRow> figures(Comparison comparison) {
		List<ComparisonRow> rows = new ArrayList<>();
		for (Question question : Question.values()) {
			rows.add(
					paired(question.text(comparison.subject()), comparison.paired(question), !question.isAboutOther()));
		}
		rows.add(plain(comparison, "Expected calibration error, %d bins".formatted(CalibrationError.BINS), "%.3f",
				(evaluation) -> evaluation.figures().calibrationError()));
		rows.add(plain(comparison, "Median time of a prediction, one thread of this machine", "%.1f ms",
				Evaluation::milliseconds));
		rows.add(plain(comparison, "Size of the network", "%.1f MB", (evaluation) -> evaluation.bytes() / 1e6));
		return rows;
	}

	/** Returns the shares of right labels of the groups in which they differ. */
	static List<ComparisonRow> groups(Comparison comparison) {
		return comparison.groups()
			.entrySet()
			.stream()
			.filter((group) -> group.getValue().differing() > 0)
			.map((group) -> paired(group.getKey(), group.getValue(), true))
			.toList();
	}

	/** Returns a sentence on the groups that {@link #groups} leaves out. */
	static String otherGroups(Comparison comparison) {
		List<PairedShare> others = comparison.groups()
			.values()
			.stream()
			.filter((paired) -> paired.differing() == 0)
			.toList();
		return "In %d other groups with %d photos, both are right about the same photos.".formatted(others.size(),
				others.stream().mapToLong(PairedShare::of).sum());
	}

	private static ComparisonRow paired(String name, PairedShare paired, boolean good) {
		return new ComparisonRow(name, paired.against().toString(), paired.model().toString(), Optional.of(paired),
				good);
	}

	private static ComparisonRow plain(Comparison comparison, String name, String format,
			Function<Evaluation, Double> figure) {
		return new ComparisonRow(name, text(format, figure.apply(comparison.againstEvaluation())),
				text(format, figure.apply(comparison.modelEvaluation())), Optional.empty(), false);
	}

	/** Returns a dash for NaN. */
	static String text(String format, double value) {
		return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
	}

	/** Returns the difference in points with its interval; empty if there is none. */
	String difference() {
		return this.paired.map(PairedShare::toString).orElse("");
	}

	/** Returns on how many photos the models differ, and whether chance explains it. */
	String evidence() {
		return this.paired.filter((paired) -> paired.of() > 0)
			.map((paired) -> String.format(Locale.ROOT, "%d : %d, p = %.2g", paired.onlyAgainst(), paired.onlyModel(),
					paired.midP()))
			.orElse("");
	}

}
