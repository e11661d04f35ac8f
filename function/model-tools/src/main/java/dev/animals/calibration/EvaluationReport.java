package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.calibration.Evaluation.Confusion;
import dev.animals.model.ModelDescription;
import dev.animals.model.ModelFolder;

/**
 * The figures of a model as Markdown for people and as JSON for programs.
 */
final class EvaluationReport {

	/** With more classes, the table of confusions would not fit on a page. */
	private static final int MOST_CONFUSIONS = 20;

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final ModelDescription description;

	private final SequencedMap<String, Evaluation> evaluations;

	/**
	 * Creates a report.
	 * @param description the model's {@code model.yaml}
	 * @param evaluations the evaluations by the model's name with its version and
	 * precision, at least one; the others are compared with the first
	 */
	EvaluationReport(Path description, SequencedMap<String, Evaluation> evaluations) {
		this.description = ModelFolder.read(description, ModelDescription.class);
		this.evaluations = evaluations;
	}

	/**
	 * Returns the tables.
	 * @return Markdown
	 */
	String markdown() {
		SequencedMap<String, Figures> figures = new LinkedHashMap<>();
		this.evaluations.forEach((name, evaluation) -> figures.put(name, evaluation.figures()));
		Evaluation first = this.evaluations.firstEntry().getValue();
		return Figures.table(figures, this.description.subject())
				+ row("Median time of a prediction, one thread of this machine",
						(evaluation) -> String.format(Locale.ROOT, "%.1f ms", evaluation.milliseconds()))
				+ row("Size of the network",
						(evaluation) -> String.format(Locale.ROOT, "%.1f MB", evaluation.bytes() / 1e6))
				+ "\n" + first.figures().groups() + "\n\n" + confusions(first.confusions());
	}

	private String row(String question, Function<Evaluation, String> cell) {
		return this.evaluations.values()
			.stream()
			.map(cell)
			.collect(Collectors.joining(" | ", "| " + question + " | ", " |\n"));
	}

	/** Returns a table of the most frequent mistakes. */
	private static String confusions(List<Confusion> confusions) {
		List<Confusion> wrong = confusions.stream().filter((confusion) -> !confusion.isRight()).toList();
		return wrong.isEmpty() ? "No photo got a wrong label.\n"
				: wrong.stream()
					.limit(MOST_CONFUSIONS)
					.map((each) -> "| %s | %s | %d |\n".formatted(each.right(), each.answered(), each.photos()))
					.collect(Collectors.joining("", "| right label | answered | photos |\n|---|---|---|\n", ""));
	}

	/**
	 * Writes the report as {@code NAME.md} and {@code NAME.json}.
	 * @param folder the folder to write to, which is created if it is missing
	 * @return the path of the JSON
	 * @throws IOException if a file cannot be written
	 */
	Path write(Path folder) throws IOException {
		Files.createDirectories(folder);
		Files.writeString(folder.resolve(this.description.name() + ".md"), markdown());
		Map<String, Object> models = new LinkedHashMap<>();
		this.evaluations.forEach((name, evaluation) -> models.put(name, evaluation.toMap()));
		Map<String, Object> document = Numbers.ordered("date", LocalDate.now(ZoneOffset.UTC).toString(), "subject",
				this.description.subject().name(), "models", models);
		return Files.writeString(folder.resolve(this.description.name() + ".json"), json(document));
	}

	static String json(Map<String, Object> document) {
		return MAPPER.writeValueAsString(document);
	}

}
