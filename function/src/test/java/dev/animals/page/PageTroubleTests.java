package dev.animals.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page says in its own words what went wrong and what to do next.
 */
class PageTroubleTests extends BrowserTest {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void eachReasonHasASentenceOfThePage(Reason reason) {
		browser.answer("classify", 400, """
				{"type": "urn:animals:problem:%s", "title": "t", "status": 400, "detail": "Words of the API."}"""
			.formatted(reason));
		// The page repeats a request to an overloaded service a few times first.
		browser.driver().executeScript("window.setTimeout = (task) => queueMicrotask(task)");
		browser.pick(KOALA);
		assertThat(browser.text("error")).endsWith(".").doesNotContain("Words of the API");
		assertThat(browser.run("return PROBLEMS['%s'].length > 20".formatted(reason))).isEqualTo(true);
		assertThat(browser.element("answer").isDisplayed()).isFalse();
	}

	/** A page of a new revision sends photos to an older one while both have traffic. */
	@Test
	void anOlderRevisionThatKnowsNoRequestsForFeedbackAnswersAsWell() {
		browser.driver().executeScript("""
				const next = window.fetch;
				window.fetch = async (address, options) => String(address).includes('ask=')
						? new Response('{"type": "urn:animals:problem:unknown-parameter"}', { status: 400 })
						: next(address, options);
				""");
		browser.pick(KOALA);
		assertThat(browser.text("verdict")).startsWith("Koala");
	}

	@ParameterizedTest
	@CsvSource({ "500, Something failed in the service.", "502, The service is starting or busy.",
			"403, You may not use this service.", "413, This file is larger" })
	void answersWithoutAReasonAreExplained(int status, String beginning) {
		browser.answer("classify", status, "<html>upstream connect error</html>");
		browser.pick(KOALA);
		assertThat(browser.text("error")).startsWith(beginning);
		assertThat(browser.element("retry").isDisplayed()).isEqualTo(status >= 500);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			notes.txt, A koala in a tree., This file is not a photo.
			paper.pdf, '%PDF-1.7 ', This file is not a photo.
			IMG_0001.HEIC, '0000ftypheic0000', This is a HEIC photo
			scan.tif, 'II*\0', This is a TIFF
			film.mp4, '0000ftypisom0000', This is a video.
			broken.jpg, 'ÿØÿà', This photo is damaged
			""")
	void aFileThatIsNoReadablePhotoIsExplained(String name, String content, String beginning) throws IOException {
		browser.pick(Files.write(this.folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1)));
		assertThat(browser.text("error")).startsWith(beginning).endsWith(".");
		assertThat(browser.element("error").getAriaRole()).isEqualTo("alert");
		assertThat(browser.element("answer").isDisplayed()).isFalse();
		assertThat(browser.element("retry").isDisplayed()).isFalse();
	}

	@Test
	void anEmptyFileIsExplained() throws IOException {
		browser.pick(Files.createFile(this.folder.resolve("empty.jpg")));
		assertThat(browser.text("error")).startsWith("This file is empty.");
	}

	@Test
	void aPhotoAfterARejectedFileIsClassified() throws IOException {
		browser.pick(Files.writeString(this.folder.resolve("notes.txt"), "A koala in a tree."));
		browser.text("error");
		browser.pick(KOALA);
		assertThat(browser.text("verdict")).startsWith("Koala");
		assertThat(browser.element("error").isDisplayed()).isFalse();
	}

	@Test
	void aFileOverTheLimitIsRejectedWithoutSendingIt() {
		browser.driver().executeScript("""
				const bytes = new Uint8Array(16 * 1024 * 1024 + 1);
				bytes.set([0xff, 0xd8, 0xff]);
				const transfer = new DataTransfer();
				transfer.items.add(new File([bytes], 'huge.jpg'));
				window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
				""");
		assertThat(browser.text("error")).contains("16 MiB");
		assertThat(requests()).noneMatch((request) -> request.contains("classify"));
	}

	@Test
	void anUnreachableServiceCanBeTriedAgain() {
		browser.online(false);
		browser.pick(KOALA);
		assertThat(browser.text("error")).startsWith("The service cannot be reached.");
		browser.online(true);
		browser.element("retry").click();
		assertThat(browser.text("verdict")).startsWith("Koala");
		assertThat(browser.element("trouble").isDisplayed()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "paste", "drop" })
	void aLinkIsExplained(String event) {
		browser.transferText(event, "https://example.com/koala.jpg");
		assertThat(browser.text("error")).startsWith("This is a link, and this page does not open links.");
	}

	@Test
	void anotherTextIsExplained() {
		browser.transferText("paste", "koala");
		assertThat(browser.text("error")).startsWith("This is not a photo.");
	}

	@Test
	void aWaitIsShownInPlaceOfTheAnswer() {
		browser.driver().executeScript("window.fetch = () => new Promise(() => {})");
		browser.pick(KOALA);
		assertThat(browser.text("progress")).isEqualTo("Looking at your photo …");
		assertThat(browser.spoken("spoken")).isEqualTo("Looking at your photo …");
		assertThat(browser.element("preview").isDisplayed()).isTrue();
	}

}
