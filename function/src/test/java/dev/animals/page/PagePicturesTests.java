package dev.animals.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes pictures of the page. {@code make page-pictures} replaces those in the
 * documentation and the one that the service shows beside links.
 */
class PagePicturesTests extends BrowserTest {

	private static final Path PICTURES = Path.of(System.getProperty("page.pictures", "target/page"));

	private static final Path PREVIEW = Path.of(System.getProperty("page.preview", "target/page"));

	@ParameterizedTest
	@CsvSource({ "light, page.png", "dark, page-dark.jpg" })
	void picturesOfAnAnswer(String scheme, String name) throws IOException {
		open(scheme, 900, 1.25);
		browser.pick(KOALA);
		browser.text("verdict");
		write(PICTURES.resolve(name));
	}

	@Test
	void aPictureOfAPhone() throws IOException {
		browser.openOnPhone(address(), "light");
		browser.elements("[data-photo=koala]").getFirst().click();
		browser.text("verdict");
		browser.driver().executeScript("scrollTo(0, 0)");
		write(PICTURES.resolve("page-phone.jpg"));
	}

	@Test
	void aPictureOfARequestForFeedback() throws IOException {
		open("light", 800, 1.25);
		browser.answer("classify", 200, """
				{"id": "1", "prediction": "p", "askForFeedback": true, "verdict": "animal",
				"model": {"name": "lite0", "version": "1.2.0"},
				"top": [{"label": "koala", "name": "koala", "group": "other mammal", "confidence": 0.98}]}""");
		browser.pick(KOALA);
		browser.text("why");
		write(PICTURES.resolve("page-request.jpg"));
	}

	@Test
	void aPictureOfSeveralPhotos() throws IOException {
		open("light", 900, 1.25);
		browser.pick(KOALA, photo("lemur.jpg"), photo("macaw.jpg"), photo("dog.jpg"), photo("panda.jpg"));
		browser.await("answers", () -> browser.element("done").getText().equals("5 photos"));
		browser.elements("summary").forEach(WebElement::click);
		write(PICTURES.resolve("page-photos.jpg"));
	}

	@Test
	void aPictureForLinkPreviews() throws IOException {
		open("light", 525, 1.2);
		browser.pick(KOALA);
		browser.text("verdict");
		browser.driver().executeScript("""
				for (const id of ['examples', 'code', 'again', 'heat']) document.getElementById(id).remove();
				Object.assign(document.getElementById('preview').style, { maxHeight: '21rem', objectFit: 'cover' });
				scrollTo(0, 0);
				""");
		write(PREVIEW.resolve("preview.jpg"), browser.picture("jpeg", false));
	}

	private void open(String scheme, int height, double scale) {
		browser.open(address(), scheme, 1000);
		browser.command("Emulation.setDeviceMetricsOverride",
				Map.of("width", 1000, "height", height, "deviceScaleFactor", scale, "mobile", false));
	}

	private static void write(Path file) throws IOException {
		write(file, browser.picture(file.toString().endsWith(".png") ? "png" : "jpeg", true));
	}

	private static void write(Path file, byte[] picture) throws IOException {
		Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
		Files.write(file, picture);
		assertThat(file).isNotEmptyFile();
	}

}
