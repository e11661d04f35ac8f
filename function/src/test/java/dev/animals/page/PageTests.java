package dev.animals.page;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
		assertThat(bars.getFirst().getText()).startsWith("Koala other mammal").endsWith("%");
		assertThat(browser.text("facts")).matches("Model lite0 \\S+ · answered in \\d+ ms · reduced to \\d+ kB");
		assertThat(browser.element("preview").isDisplayed()).isTrue();
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void aPhotoWithoutAnAnimalIsExplainedInASentenceWithoutAnyAnimals() {
		answerWithRooster("not_animal", 0.002);
		assertThat(browser.text("verdict")).isEqualTo("This does not look like an animal");
		assertThat(browser.elements("#bars li")).isEmpty();
		assertThat(browser.text("question")).isEqualTo("Is this right?");
		assertThat(browser.element("right").isDisplayed()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "animal, 0.96, Rooster — 96 %", "animal, 0.62, Probably a rooster — 62 %",
			"animal, 0.31, Perhaps a rooster — 31 %", "unknown, 0.48, Perhaps a rooster — 48 %",
			"animal, 0.12, 'An animal, but I cannot tell which'",
			"unknown, 0.12, 'This may be an animal, but I cannot tell which'" })
	void theTitleSaysHowSureTheAnswerIs(String verdict, double confidence, String title) {
		answerWithRooster(verdict, confidence);
		assertThat(browser.text("verdict")).isEqualTo(title);
		assertThat(browser.text("bars")).startsWith("Rooster fowl");
	}

	@Test
	void aScreenReaderReadsTheTitleAndTheNote() {
		answerWithRooster("unknown", 0.48);
		assertThat(browser.spoken("spoken")).isEqualTo("Perhaps a rooster, 48\u00a0%. "
				+ "I am not sure, because the photo is unlike those that I learned from.");
	}

	@Test
	void anUnsureAnswerAsksForTheAnimal() {
		answerWithRooster("unknown", 0.12);
		assertThat(browser.text("note")).startsWith("My best guess is a rooster. A sharp photo");
		assertThat(browser.text("question")).isEqualTo("Do you know what it is?");
		assertThat(browser.element("right").isDisplayed()).isFalse();
	}

	@Test
	void anUnsureAnswerWithoutAGoodGuessShowsNoAnimals() {
		answerWithRooster("unknown", 0.009);
		assertThat(browser.text("note")).startsWith("A sharp photo");
		assertThat(browser.elements("#bars li")).isEmpty();
	}

	@Test
	void thePageSendsRequestsOnlyToTheService() {
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		browser.element("label").sendKeys("koala", Keys.ENTER);
		browser.text("thanks");
		browser.elements(".examples button").getFirst().click();
		browser.await("the author", () -> browser.element("credit").isDisplayed());
		assertThat(requests()).hasSizeGreaterThan(4).allMatch((request) -> request.startsWith(address()));
	}

}
