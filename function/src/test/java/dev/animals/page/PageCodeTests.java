package dev.animals.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.testing.Command;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code that the page shows works as it is.
 */
class PageCodeTests extends BrowserTest {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@ParameterizedTest
	@CsvSource(textBlock = """
			curl, sh, call.sh
			cloudevent, sh, call.sh
			python, python3, call.py
			javascript, node, classify.mjs
			java, java, Classify.java
			""")
	void theCodeClassifiesThePhoto(String language, String program, String file) throws IOException {
		assertThat(run("koala.jpg", language, program, file)).contains("koala");
		assertThat(run("Olivia's \"koala\" $HOME, 1.jpg", language, program, file)).contains("koala");
	}

	private String run(String name, String language, String program, String file) throws IOException {
		browser.pick(Files.copy(KOALA, this.folder.resolve(name)));
		browser.text("verdict");
		browser.await("the code", () -> browser.element("how").getText().contains(name) || open());
		browser.elements("[name=language][value=" + language + "]").getFirst().click();
		Files.writeString(this.folder.resolve(file), browser.text("sample"));
		return Command.run(LIMIT, Map.of(), this.folder, List.of(program, file)).succeeded().output();
	}

	private static boolean open() {
		if (browser.element("code").getDomAttribute("open") == null) {
			browser.elements("#code summary").getFirst().click();
		}
		return false;
	}

	@Test
	void theEventIsAnsweredWithAnEvent() throws IOException {
		assertThat(run("koala.jpg", "cloudevent", "sh", "call.sh")).containsIgnoringCase("ce-causationid: ")
			.contains("\"label\":\"koala\"");
	}

	@Test
	void anExampleCanBeDownloadedForTheCode() {
		browser.elements("[data-photo=macaw]").getFirst().click();
		browser.text("verdict");
		open();
		assertThat(browser.text("how")).isEqualTo("The code reads macaw.jpg in the current folder. Download it first.");
		assertThat(browser.elements("#how a").getFirst().getDomAttribute("href")).isEqualTo("examples/macaw.jpg");
	}

	@Test
	void aPhotoThatTheServiceDoesNotReadNeedsACopy() {
		browser.pick(Path.of("src/test/resources/koala.avif"));
		browser.text("verdict");
		open();
		assertThat(browser.text("how")).startsWith("The service itself does not read AVIF.").contains("koala.jpg");
		assertThat(browser.text("sample")).contains("\"@koala.jpg\"");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theCodeIsCopiedOrSelected(boolean allowed) {
		browser.driver().executeScript("""
				const [allowed] = arguments;
				const writeText = async (text) => {
					if (!allowed) throw new Error('not allowed');
					window.copied = text;
				};
				Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
				""", allowed);
		browser.pick(KOALA);
		browser.text("verdict");
		open();
		browser.element("copy").click();
		assertThat(browser.text("copied")).startsWith(allowed ? "Copied." : "The code is selected.");
		assertThat(browser.run(allowed ? "return window.copied" : "return String(getSelection())"))
			.isEqualTo(browser.text("sample"));
	}

}
