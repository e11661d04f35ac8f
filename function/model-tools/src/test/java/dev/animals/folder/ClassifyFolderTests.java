package dev.animals.folder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import dev.animals.photos.Photos;
import dev.animals.program.InvalidInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClassifyFolderTests {

	private static final Path MODEL = Path.of("../model/lite0").toAbsolutePath().normalize();

	private static final JsonMapper MAPPER = new JsonMapper();

	private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

	@TempDir
	private Path folder;

	private Path out;

	@BeforeEach
	void storePhotos() throws IOException {
		this.out = this.folder.resolve("answers.jsonl");
		store("koala.jpg", Photos.koala());
		store("birds/macaw.jpg", Photos.read("macaw.jpg"));
		store("birds/photo.webp", Photos.read("photo.webp"));
		store("broken.jpg", Arrays.copyOf(Photos.koala(), 2000));
		store("empty.jpg", new byte[0]);
		store("notes.txt", "no photo".getBytes(StandardCharsets.UTF_8));
		store("large.bin", new byte[(16 << 20) + 1]);
		store(".thumbnails/koala.jpg", Photos.koala());
		Files.createSymbolicLink(this.folder.resolve("gone.jpg"), Path.of("nowhere.jpg"));
	}

	@Test
	void answersAreThoseOfTheService() throws IOException {
		classify();
		Map<String, JsonNode> lines = lines();
		assertThat(lines).containsOnlyKeys("koala.jpg", "birds/macaw.jpg", "birds/photo.webp", "broken.jpg",
				"empty.jpg", "notes.txt", "large.bin", "gone.jpg");
		try (ClassifyService service = ClassifyService.start(MODEL)) {
			lines.forEach((path, line) -> {
				if (!path.equals("gone.jpg")) {
					JsonNode expected = MAPPER.readTree(service.classify(this.folder.resolve(path)));
					if (expected.has("verdict")) {
						assertThat(withoutIdentity(line.path("answer"))).isEqualTo(withoutIdentity(expected));
					}
					else {
						assertThat(line.path("rejection").path("type")).as(path).isEqualTo(expected.path("type"));
					}
				}
			});
		}
		assertThat(lines.getOrDefault("birds/photo.webp", MissingNode.getInstance()).path("answer").path("top"))
			.hasSize(5);
	}

	@Test
	void countsRejectionsByReason() throws IOException {
		classify();
		assertThat(this.messages.toString(StandardCharsets.UTF_8)).contains("Photos:    3 classified, 5 rejected",
				"Rejected:  corrupt 1, empty 1, not-an-image 1, too-large 1, unreadable 1", "Verdicts:  animal 3",
				"koala 1", "This run:  8 photos in ");
		JsonNode unreadable = lines().getOrDefault("gone.jpg", MissingNode.getInstance()).path("rejection");
		assertThat(unreadable.path("type").asString()).isEqualTo("about:blank");
		assertThat(unreadable.path("detail").asString()).contains("NoSuchFileException");
	}

	@Test
	void continuesAnInterruptedRun() throws IOException {
		classify();
		List<String> complete = Files.readAllLines(this.out);
		List<String> kept = complete.subList(0, 3);
		// The run ended in the middle of a character: an umlaut has two bytes.
		Files.write(this.out,
				(String.join("\n", kept) + "\n{\"path\":\"h\u00c3").getBytes(StandardCharsets.ISO_8859_1));
		this.messages.reset();
		classify();
		assertThat(Files.readAllLines(this.out)).startsWith(kept.toArray(String[]::new)).hasSameSizeAs(complete);
		assertThat(lines()).hasSize(complete.size());
		assertThat(this.messages.toString(StandardCharsets.UTF_8)).contains("Photos:    3 classified, 5 rejected",
				"This run:  5 photos in ");
	}

	@Test
	void rejectsAFolderThatDoesNotExist() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> program(this.folder.resolve("missing"), this.out).run(MODEL))
			.withMessageStartingWith("DIR must name a folder with photos, and ");
		assertThat(this.out).doesNotExist();
	}

	@Test
	void doesNotChangeAFileWithOtherContent() throws IOException {
		for (String content : List.of("no answers", "{\"path\":\"koala.jpg\"}\n", "{\"label\":\"koala\"}\n{\"path\"")) {
			Files.writeString(this.out, content);
			assertThatExceptionOfType(InvalidInputException.class).isThrownBy(this::classify)
				.withMessageContaining("was not written by make classify");
			assertThat(this.out).hasContent(content);
		}
	}

	@Test
	void doesNotMixTheAnswersOfTwoModelsOrPrecisions() throws IOException {
		classify();
		String answers = Files.readString(this.out);
		Files.writeString(this.out, answers.replace("\"name\":\"lite0\"", "\"name\":\"lite2\""));
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(this::classify)
			.withMessageContaining("has answers of lite2 1.2.0 (")
			.withMessageContaining(", and the model is now lite0 1.2.0 (");
		Files.writeString(this.out, answers.replaceAll("\"precision\":\"\\w+\"", "\"precision\":\"float16\""));
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(this::classify)
			.withMessageContaining("has answers of lite0 1.2.0 (float16)");
	}

	private void classify() throws IOException {
		program(this.folder, this.out).run(MODEL);
	}

	private ClassifyFolder program(Path photos, Path answers) {
		return new ClassifyFolder(photos, answers, new PrintStream(this.messages, true, StandardCharsets.UTF_8), false);
	}

	private Map<String, JsonNode> lines() throws IOException {
		return Files.readAllLines(this.out)
			.stream()
			.map(MAPPER::readTree)
			.collect(Collectors.toMap((line) -> line.path("path").asString(), Function.identity()));
	}

	private static JsonNode withoutIdentity(JsonNode answer) {
		return ((ObjectNode) answer.deepCopy()).without(List.of("id", "prediction"));
	}

	private void store(String path, byte[] bytes) throws IOException {
		Path file = this.folder.resolve(path);
		Files.createDirectories(file.getParent());
		Files.write(file, bytes);
	}

}
