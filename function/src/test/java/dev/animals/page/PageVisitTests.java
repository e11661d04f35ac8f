package dev.animals.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page classifies several photos and remembers those of the visit.
 */
class PageVisitTests extends BrowserTest {

	@Test
	void severalDroppedPhotosAreClassified() {
		browser.dropAll(List.of(KOALA, photo("lemur.jpg"), photo("macaw.jpg")), "image/jpeg");
		assertThreePhotos();
	}

	@Test
	void severalChosenPhotosAreClassified() {
		browser.pick(KOALA, photo("lemur.jpg"), photo("macaw.jpg"));
		assertThreePhotos();
	}

	private static void assertThreePhotos() {
		awaitDone("3 photos");
		assertThat(browser.elements("#gallery .result")).satisfiesExactly(
				(first) -> assertThat(first.getText()).startsWith("Koala"),
				(second) -> assertThat(second.getText()).startsWith("Ring-tailed lemur"),
				(third) -> assertThat(third.getText()).startsWith("Macaw"));
		assertThat(browser.text("verdict")).startsWith("Koala");
		assertThat(browser.elements("#gallery img"))
			.allSatisfy((image) -> assertThat(image.getDomProperty("naturalWidth")).isNotEqualTo("0"));
	}

	@Test
	void aPhotoOfTheVisitIsShownAgain() {
		browser.pick(KOALA);
		browser.text("verdict");
		assertThat(browser.element("visit").isDisplayed()).isFalse();
		browser.element("right").click();
		browser.text("thanks");
		browser.pick(photo("macaw.jpg"));
		awaitDone("2 photos");
		browser.await("the macaw", () -> browser.text("verdict").startsWith("Macaw"));
		browser.elements("#gallery button").getFirst().click();
		assertThat(browser.text("verdict")).startsWith("Koala");
		assertThat(browser.text("thanks")).contains("“koala”");
		assertThat(browser.elements("#gallery [aria-current=true] .file").getFirst().getText()).isEqualTo("koala.jpg");
	}

	@Test
	void theVisitIsDownloadedAsCsv(@TempDir Path folder) throws IOException {
		Path notes = Files.writeString(folder.resolve("=notes \"1\".txt"), "A koala in a tree.");
		browser.command("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
		browser.pick(KOALA, notes);
		awaitDone("2 photos");
		browser.element("right").click();
		browser.text("thanks");
		browser.element("csv").click();
		Path csv = folder.resolve("animals.csv");
		browser.await("the download", () -> Files.exists(csv));
		List<String> lines = Files.readAllLines(csv);
		assertThat(lines).hasSize(3);
		assertThat(lines.getFirst()).isEqualTo("\ufeff\"file\",\"verdict\",\"label\",\"name\",\"group\",\"confidence\","
				+ "\"feedback\",\"problem\",\"model\",\"id\"");
		assertThat(lines.get(1)).matches("\"koala.jpg\",\"animal\",\"koala\",\"koala\",\"other mammal\","
				+ "\"0\\.\\d{4}\",\"koala\",\"\",\"lite0 \\S+\",\"[0-9a-f-]{36}\"");
		assertThat(lines.get(2)).startsWith("\"'=notes \"\"1\"\".txt\",\"\"").contains("This file is not a photo.");
	}

	@Test
	void theTableNamesEachAnswer() {
		browser.pick(KOALA, photo("macaw.jpg"));
		awaitDone("2 photos");
		browser.elements("#table summary").getFirst().click();
		assertThat(browser.text("rows")).contains("koala.jpg Koala").contains("macaw.jpg Macaw");
	}

	@Test
	void theVisitIsClearedAndForgottenWhenThePageIsLoadedAgain() {
		browser.pick(KOALA, photo("macaw.jpg"));
		awaitDone("2 photos");
		browser.element("clear").click();
		assertThat(browser.element("visit").isDisplayed()).isFalse();
		assertThat(browser.element("answer").isDisplayed()).isFalse();
		assertThat(browser.element("invitation").isDisplayed()).isTrue();
		assertThat(browser.run("return localStorage.length + sessionStorage.length")).isEqualTo(0L);
		assertThat(browser.run("return document.cookie")).isEqualTo("");
	}

	@Test
	void allPhotosThatFailedOfflineAreTriedAgain() {
		browser.online(false);
		browser.pick(KOALA, photo("macaw.jpg"));
		awaitDone("2 photos");
		assertThat(browser.elements("#gallery .failed")).hasSize(2);
		browser.online(true);
		browser.element("retry").click();
		browser.await("answers", () -> browser.elements("#gallery .failed").isEmpty());
		awaitDone("2 photos");
		assertThat(browser.text("gallery")).contains("Koala").contains("Macaw");
	}

	@Test
	void atMostAHundredPhotosAreTakenAtOnce() {
		browser.driver().executeScript("""
				window.fetch = () => new Promise(() => {});
				const transfer = new DataTransfer();
				for (let i = 0; i < 103; i++) transfer.items.add(new File(['x'], `${i}.txt`));
				window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
				""");
		assertThat(browser.text("done")).contains("3 more were left out");
		assertThat(browser.elements("#gallery li")).hasSize(100);
	}

	private static void awaitDone(String text) {
		browser.await(text, () -> browser.element("done").getText().equals(text));
	}

}
