package dev.animals.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person classifies photos with the page.
 */
class PageTests extends BrowserTest {

	@Test
	void aPhotoFromTheFileChooserIsClassified() {
		browser.pick(KOALA);
		assertKoalaIsShown();
	}

	@Test
	void aDroppedPhotoIsClassified() {
		browser.drop(KOALA, "image/jpeg");
		assertKoalaIsShown();
	}

	@Test
	void aPastedPhotoIsClassified() {
		browser.paste(KOALA, "image/jpeg");
		assertKoalaIsShown();
	}

	private static void assertKoalaIsShown() {
		assertThat(browser.text("verdict")).matches("Koala — \\d\\d %");
		List<WebElement> bars = browser.elements("#bars li");
		assertThat(bars).hasSize(5);
		assertThat(bars.getFirst().getText()).startsWith("Koala marsupial and monotreme").endsWith("%");
		assertThat(browser.text("facts")).matches("Model lite0 \\S+ · answered in \\d+ ms");
		assertThat(browser.element("preview").isDisplayed()).isTrue();
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void aPhotoWithoutAnAnimalIsExplainedInASentenceWithoutAnyAnimals() {
		answer("not_animal", 0.002);
		assertThat(browser.text("verdict")).isEqualTo("This does not look like an animal");
		assertThat(browser.elements("#bars li")).isEmpty();
		assertThat(browser.text("question")).isEqualTo("Is this right?");
		assertThat(browser.element("right").isDisplayed()).isTrue();
	}

	@Test
	void anUnsureAnswerShowsTheBestGuess() {
		answer("unknown", 0.48);
		assertThat(browser.text("verdict")).isEqualTo("This may be an animal, but I cannot tell which");
		assertThat(browser.text("note")).isEqualTo("My best guess is rooster, but I am not sure.");
		assertThat(browser.text("bars")).isEqualTo("Rooster fowl\n48 %");
		assertThat(browser.text("question")).isEqualTo("Do you know what it is?");
		assertThat(browser.element("right").isDisplayed()).isFalse();
	}

	@Test
	void anUnsureAnswerWithoutAGoodGuessShowsNoAnimals() {
		answer("unknown", 0.009);
		assertThat(browser.text("note")).startsWith("A sharp photo");
		assertThat(browser.elements("#bars li")).isEmpty();
	}

	/** Replaces the service's answer with one about a rooster. */
	private static void answer(String verdict, double confidence) {
		browser.driver().executeScript("""
				const body = { id: '1', prediction: 'p', verdict: arguments[0], model: { name: 'm', version: '1' },
						top: [{ label: 'cock', name: 'rooster', group: 'fowl', confidence: arguments[1] }] };
				window.fetch = async () => new Response(JSON.stringify(body));
				""", verdict, confidence);
		browser.drop(KOALA, "image/jpeg");
	}

	@Test
	void theReasonOfARejectionIsShownInAnAlert(@TempDir Path folder) throws IOException {
		browser.pick(Files.writeString(folder.resolve("notes.txt"), "A koala in a tree."));
		assertThat(browser.text("error")).startsWith("The declared type is not an image type").endsWith(".");
		assertThat(browser.element("error").getAriaRole()).isEqualTo("alert");
		assertThat(browser.element("answer").isDisplayed()).isFalse();
	}

	@Test
	void aPhotoAfterARejectedFileIsClassified(@TempDir Path folder) throws IOException {
		browser.pick(Files.writeString(folder.resolve("notes.txt"), "A koala in a tree."));
		browser.text("error");
		browser.pick(KOALA);
		assertThat(browser.text("verdict")).startsWith("Koala");
		assertThat(browser.element("error").isDisplayed()).isFalse();
	}

	@Test
	void aFileOverTheLimitIsRejectedWithoutSendingIt() {
		browser.driver().executeScript("""
				const transfer = new DataTransfer();
				transfer.items.add(new File([new Uint8Array(16 * 1024 * 1024 + 1)], 'huge.jpg'));
				window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
				""");
		assertThat(browser.text("error")).contains("16 MiB");
		assertThat(requests()).isEmpty();
	}

	@Test
	void anUnreachableServiceIsReported() {
		browser.online(false);
		browser.drop(KOALA, "image/jpeg");
		assertThat(browser.text("error")).startsWith("The service cannot be reached.");
	}

	@Test
	void thePageSendsRequestsOnlyToTheService() {
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		browser.element("label").sendKeys("koala", Keys.ENTER);
		browser.text("thanks");
		assertThat(requests()).hasSizeBetween(2, 8).allMatch((request) -> request.startsWith(address()));
	}

	/**
	 * Takes a picture of the page. {@code -Dpage.picture=../docs/evidence/page.png}
	 * replaces the picture in the documentation.
	 */
	@Test
	void thePageCanBePhotographed() throws IOException {
		browser.pick(KOALA);
		browser.text("verdict");
		Object picture = browser.command("Page.captureScreenshot", Map.of("captureBeyondViewport", true)).get("data");
		Path file = Path.of(System.getProperty("page.picture", "target/page.png"));
		Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
		Files.write(file, Base64.getDecoder().decode(String.valueOf(picture)));
		assertThat(file).isNotEmptyFile();
	}

}
