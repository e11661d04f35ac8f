package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.classification.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonReportTests {

	private static final String PICTURE = "data:image/jpeg;base64,AAAA";

	private final ComparedPhotos photos = new ComparedPhotos().animals(36, "koala", "koala", "koala")
		.animals(12, "koala", "koala", "wombat")
		.animals(2, "koala", "wombat", "koala")
		.other(Verdict.NOT_ANIMAL, Verdict.ANIMAL);

	@TempDir
	private Path folder;

	@Test
	void writesAPageThatNeedsNothingElse() throws IOException {
		assertThat(write("html")).contains("<p>new-1.0.0 is right in 20.0 points more photos of animals than old-1.0.0")
			.contains("<main class=\"better\">")
			.doesNotContain("{{", "<script", "http:", "https:", "<link");
	}

	@Test
	void showsOnlyPhotosThatDifferWithBothAnswers() throws IOException {
		assertThat(write("html")).containsOnlyOnce("<h2>Only old-1.0.0 is right (2)</h2>")
			.containsOnlyOnce("<h2>Only new-1.0.0 is right (13)</h2>")
			.contains("<img src=\"" + PICTURE + "\" alt=\"48.jpg, labelled koala\"")
			.contains("old-1.0.0: </span>koala (90 %)</p>", "new-1.0.0: </span>wombat (90 %)</p>")
			.doesNotContain("alt=\"0.jpg");
	}

	@Test
	void coloursADifferenceThatIsMoreThanChance() throws IOException {
		assertThat(write("html")).contains("<td class=\"better\" data-of=\"difference\">+20.0 (+5.7 to +34.0)<svg");
	}

	@Test
	void escapesWhatItDidNotWriteItself() throws IOException {
		this.photos.animals(1, "<script>", "<b>", "koala");
		assertThat(write("html")).doesNotContain("<script>", "<b>").contains("&lt;script&gt;");
	}

	@Test
	void comparesEqualModelsWithoutPhotos() throws IOException {
		new ComparisonReport(new ComparedPhotos().animals(3, "koala", "koala", "koala").compare(), (_) -> PICTURE)
			.write(this.folder);
		assertThat(read("html")).contains("give the same answers to all 3 photos.").doesNotContain("<img", "{{");
		assertThat(read("md")).contains("0 of 3 photos have different answers.");
	}

	@Test
	void namesPhotosThatAreLeftOut() throws IOException {
		Comparison comparison = this.photos.compare();
		comparison.leftOut().put("huge.jpg", "the service rejects the photo with new-1.0.0");
		new ComparisonReport(comparison, (_) -> "").write(this.folder);
		assertThat(read("html")).contains("<li>huge.jpg: the service rejects the photo with new-1.0.0</li>")
			.doesNotContain("<img");
		assertThat(read("md")).endsWith("- huge.jpg is left out: the service rejects the photo with new-1.0.0.\n");
	}

	@Test
	void writesTheSameAsMarkdown() throws IOException {
		assertThat(write("md")).startsWith("# new-1.0.0 compared with old-1.0.0\n\nnew-1.0.0 is right in 20.0 points")
			.contains("| Is the best label right? (photos of animals) | 38 of 50 (63–86 %) | 48 of 50 (87–99 %) | "
					+ "+20.0 (+5.7 to +34.0) | 2 : 12, p = 0.0074 |")
			.contains("| Median time of a prediction, one thread of this machine | 10.0 ms | 20.0 ms |  |  |")
			.contains("15 of 51 photos have different answers.")
			.contains("| 48.jpg | koala | koala (90 %) | wombat (90 %) | old-1.0.0 |");
	}

	@Test
	void writesTheSameAsJson() throws IOException {
		JsonNode document = new JsonMapper().readTree(write("json"));
		assertThat(document.get("outcome").asString()).isEqualTo("better");
		assertThat(document.get("sentence").asString()).startsWith("new-1.0.0 is right in 20.0 points more");
		assertThat(document.at("/differences/rightLabel/onlyModel").asInt()).isEqualTo(12);
		assertThat(document.at("/differences/rightLabel/difference").asDouble()).isEqualTo(0.2);
		assertThat(document.at("/differences/rightLabel/interval95/0").asDouble()).isEqualTo(0.0569);
		assertThat(document.at("/groups/marsupial/onlyAgainst").asInt()).isEqualTo(2);
		assertThat(document.at("/models/new-1.0.0/rightLabel/count").asInt()).isEqualTo(48);
		assertThat(document.at("/sameVerdict/count").asInt()).isEqualTo(50);
		assertThat(document.at("/differing")).hasSize(15);
		assertThat(document.at("/differing/0/right").asString()).isEqualTo("against");
		assertThat(document.at("/differing/0/model/label").asString()).isEqualTo("wombat");
	}

	private String write(String ending) throws IOException {
		new ComparisonReport(this.photos.compare(), (_) -> PICTURE).write(this.folder);
		return read(ending);
	}

	private String read(String ending) throws IOException {
		return Files.readString(this.folder.resolve("comparison." + ending));
	}

}
