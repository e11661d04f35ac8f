package dev.animals.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page has example photos for people without one at hand.
 */
class PageExamplesTests extends BrowserTest {

	@ParameterizedTest
	@CsvSource({ "koala, Koala", "macaw, Macaw", "panda, Giant panda", "komodo-dragon, Komodo dragon",
			"lemur, Ring-tailed lemur", "polar-bear, Polar bear" })
	void anExampleIsClassifiedWithAClick(String name, String animal) {
		WebElement button = browser.elements("[data-photo=" + name + "]").getFirst();
		button.click();
		assertThat(browser.text("verdict")).startsWith(animal + " — ");
		assertThat(browser.text("credit"))
			.isEqualTo("Photo: " + button.getDomAttribute("data-author") + ", public domain");
		assertThat(browser.element("author").getDomAttribute("href")).startsWith("https://commons.wikimedia.org/wiki/");
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void thereAreSixThumbnailsThatLoadLazilyAndNoPhotos() {
		assertThat(browser.elements(".examples button")).hasSize(6);
		assertThat(browser.elements(".examples img[loading=lazy]")).hasSize(6);
		assertThat(requests()).allMatch((request) -> request.matches(".*/(examples/[a-z-]+-small\\.jpg|icon\\.svg)"));
	}

	@Test
	void theAuthorsAreThoseOfTheRepositorysPhotos() throws IOException {
		List<String> lines = Files.readAllLines(Path.of("photos/labels.tsv"));
		assertThat(browser.elements(".examples button")).allSatisfy((button) -> {
			String source = button.getDomAttribute("data-source");
			assertThat(lines.stream().map((line) -> line.split("\t", -1)).filter((line) -> line[4].equals(source)))
				.singleElement()
				.satisfies((line) -> assertThat(line[2]).isEqualTo(button.getDomAttribute("data-author")))
				.satisfies((line) -> assertThat(line[3]).isEqualTo("public domain"));
		});
	}

	@Test
	void anExampleIsListedOnce() {
		WebElement koala = browser.elements("[data-photo=koala]").getFirst();
		koala.click();
		browser.text("verdict");
		koala.click();
		browser.pick(photo("macaw.jpg"));
		browser.await("the macaw", () -> browser.text("verdict").startsWith("Macaw"));
		assertThat(browser.elements("#gallery li")).hasSize(2);
	}

	@Test
	void anExampleThatCannotBeLoadedIsExplained() {
		browser.online(false);
		browser.elements("[data-photo=koala]").getFirst().click();
		assertThat(browser.text("error")).startsWith("The service cannot be reached.");
	}

}
