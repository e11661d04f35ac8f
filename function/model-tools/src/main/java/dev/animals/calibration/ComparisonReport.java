package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.animals.photos.LabelledPhoto;

import static dev.animals.calibration.Numbers.ordered;
import static java.util.stream.Collectors.joining;

/**
 * A comparison as Markdown and as a page for people, and as JSON for programs.
 *
 * @param comparison the comparison
 * @param pictures makes the small picture of a photo, as a {@code data:} address
 */
record ComparisonReport(Comparison comparison, Function<LabelledPhoto, String> pictures) {

	private static final String NAME = "comparison";

	/** More photos would make a comment of a merge request too long. */
	private static final int MOST_PHOTOS = 50;

	/**
	 * Returns the tables.
	 * @return Markdown
	 */
	String markdown() {
		return Stream
			.of("# %s compared with %s".formatted(this.comparison.model().name(), this.comparison.against().name()),
					ComparisonVerdict.of(this.comparison).sentence(),
					table("question", ComparisonRow.figures(this.comparison)) + "\n" + agreement(), groups(),
					"%d of %d photos have different answers.".formatted(this.comparison.differing().size(),
							this.comparison.photos().size()),
					photos(), leftOut())
			.filter((part) -> !part.isEmpty())
			.collect(joining("\n\n", "", "\n"));
	}

	private String table(String subject, List<ComparisonRow> rows) {
		String model = this.comparison.model().name();
		String against = this.comparison.against().name();
		return rows.stream()
			.map((row) -> line(row.name(), row.against(), row.model(), row.difference(), row.evidence()))
			.collect(joining("\n", line(subject, against, model, "difference in points (95 %)",
					"only %s : only %s".formatted(against, model)) + "\n|---|---|---|---|---|\n", ""));
	}

	private String agreement() {
		return line("Is the verdict the same? (all photos)", "", this.comparison.equalVerdicts().toString(), "", "")
				+ "\n"
				+ line("Mean change of the confidence (photos of %ss)".formatted(this.comparison.subject().words()), "",
						ComparisonRow.text("%.4f", this.comparison.confidenceChange()), "", "");
	}

	private String groups() {
		List<ComparisonRow> groups = ComparisonRow.groups(this.comparison);
		return groups.isEmpty() ? ""
				: table("right labels by group", groups) + "\n\n" + ComparisonRow.otherGroups(this.comparison);
	}

	private String photos() {
		List<ComparedPhoto> differing = this.comparison.differing();
		if (differing.isEmpty()) {
			return "";
		}
		String rest = (differing.size() > MOST_PHOTOS)
				? "\n\n%d more are in the page and in the JSON.".formatted(differing.size() - MOST_PHOTOS) : "";
		return differing.stream()
			.limit(MOST_PHOTOS)
			.map((photo) -> line(photo.photo().name(), photo.labels(),
					ComparedPhoto.text(photo.against(), this.comparison.subject()),
					ComparedPhoto.text(photo.model(), this.comparison.subject()), right(photo)))
			.collect(joining("\n",
					line("photo", "labels", this.comparison.against().name(), this.comparison.model().name(), "right")
							+ "\n|---|---|---|---|---|\n",
					rest));
	}

	private String right(ComparedPhoto photo) {
		return switch (photo.right()) {
			case MODEL -> this.comparison.model().name();
			case AGAINST -> this.comparison.against().name();
			case BOTH -> "both";
			case NEITHER -> "neither";
			case UNKNOWN -> "";
		};
	}

	private String leftOut() {
		return this.comparison.leftOut()
			.entrySet()
			.stream()
			.map((photo) -> "- %s is left out: %s.".formatted(photo.getKey(), photo.getValue()))
			.collect(joining("\n"));
	}

	private static String line(String... cells) {
		return Stream.of(cells).map((cell) -> cell.replace("|", "\\|")).collect(joining(" | ", "| ", " |"));
	}

	private Map<String, Object> toMap() {
		ComparisonVerdict verdict = ComparisonVerdict.of(this.comparison);
		Map<String, Object> differences = ordered();
		for (Question question : Question.values()) {
			differences.put(question.field(), this.comparison.paired(question).toMap());
		}
		Map<String, Object> groups = ordered();
		this.comparison.groups().forEach((group, paired) -> groups.put(group, paired.toMap()));
		return ordered("date", LocalDate.now(ZoneOffset.UTC).toString(), "subject", this.comparison.subject().name(),
				"outcome", verdict.outcome().name().toLowerCase(Locale.ROOT), "sentence", verdict.sentence(), "model",
				this.comparison.model().name(), "against", this.comparison.against().name(), "models",
				ordered(this.comparison.model().name(), this.comparison.modelEvaluation().toMap(),
						this.comparison.against().name(), this.comparison.againstEvaluation().toMap()),
				"differences", differences, "groups", groups, "sameVerdict", this.comparison.equalVerdicts().toMap(),
				"meanConfidenceChange", Numbers.number(this.comparison.confidenceChange()), "differing",
				this.comparison.differing().stream().map((photo) -> photo.toMap(this.comparison.subject())).toList(),
				"leftOut", this.comparison.leftOut());
	}

	/**
	 * Writes the report as Markdown, JSON and HTML.
	 * @param folder the folder to write to, which is created if it is missing
	 * @return the path of the page
	 * @throws IOException if a file cannot be written
	 */
	Path write(Path folder) throws IOException {
		Files.createDirectories(folder);
		Files.writeString(folder.resolve(NAME + ".md"), markdown());
		Files.writeString(folder.resolve(NAME + ".json"), EvaluationReport.json(toMap()));
		return Files.writeString(folder.resolve(NAME + ".html"),
				new ComparisonPage(this.comparison, this.pictures).text());
	}

}
