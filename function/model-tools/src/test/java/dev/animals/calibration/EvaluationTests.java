package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.calibration.Evaluation.Confusion;
import dev.animals.calibration.Figures.Answer;
import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.RankedLabel;
import dev.animals.classification.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluationTests {

	private static final ClassLabel ROSE = new ClassLabel("rose", "flower");

	private static final ClassLabel LILY = new ClassLabel("lily", "flower");

	private final Evaluation evaluation = new Evaluation(
			new Figures(List.of(answer("rose", ROSE), answer("rose", ROSE), answer("lily", ROSE), answer("rose", LILY),
					answer("rose", LILY), answer("rose", LILY)), List.of(answer("rose"))),
			12.345678, 2_500_000);

	@Test
	void countsEachAnswerToEachClass() {
		assertThat(this.evaluation.confusions()).containsExactly(new Confusion("lily", "rose", 3),
				new Confusion("rose", "rose", 2), new Confusion("rose", "lily", 1));
	}

	@Test
	void countsAPhotoOfTwoRightClassesAsRightForEither() {
		Evaluation either = new Evaluation(new Figures(List.of(answer("lily", ROSE, LILY)), List.of()), 1, 1);
		assertThat(either.confusions()).containsExactly(new Confusion("rose or lily", "lily", 1))
			.allMatch(Confusion::isRight);
	}

	@Test
	void writesMarkdownForPeopleAndJsonForPrograms(@TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("model.yaml"), """
				name: flowers
				version: 1.0.0
				architecture: none
				subject: {name: flower, classes: all}
				input: {height: 8, width: 8, mean: 0, scale: 1, resize: squash, channels: RGB}
				files: {}
				licence: CC0-1.0
				source: {}
				""");
		SequencedMap<String, Evaluation> evaluations = new LinkedHashMap<>();
		evaluations.put("flowers-1.0.0", this.evaluation);
		Path json = new EvaluationReport(folder.resolve("model.yaml"), evaluations).write(folder.resolve("figures"));
		assertThat(Files.readString(json.resolveSibling("flowers.md")))
			.contains("| Is the best label right? (photos of flowers) | 2 of 6 (10–70 %) |",
					"| Is a photo without a flower answered with the verdict `flower`? | 1 of 1 (21–100 %) |",
					"| Median time of a prediction, one thread of this machine | 12.3 ms |",
					"| Size of the network | 2.5 MB |", "| lily | rose | 3 |\n| rose | lily | 1 |")
			.doesNotContain("animal");
		JsonNode document = new JsonMapper().readTree(Files.readString(json));
		assertThat(document.get("subject").asString()).isEqualTo("flower");
		JsonNode figures = document.at("/models/flowers-1.0.0");
		assertThat(figures.at("/rightLabel/count").asInt()).isEqualTo(2);
		assertThat(figures.at("/rightLabel/interval95/0").asDouble()).isEqualTo(0.0968);
		assertThat(figures.at("/medianMilliseconds").asDouble()).isEqualTo(12.3457);
		assertThat(figures.at("/networkBytes").asLong()).isEqualTo(2_500_000);
		assertThat(figures.at("/confusions")).hasSize(3);
	}

	private static Answer answer(String best, ClassLabel... right) {
		return new Answer(
				new Classification(Verdict.ANIMAL, List.of(new RankedLabel(best, best, "flower", 0.9)), 1, 1, 1),
				List.of(right));
	}

}
