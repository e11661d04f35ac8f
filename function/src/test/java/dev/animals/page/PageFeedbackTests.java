package dev.animals.page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how a person sends feedback with the page.
 */
class PageFeedbackTests extends BrowserTest {

	@Test
	void feedbackThatAnAnswerIsRightReachesTheService() {
		double before = count("true");
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("right").click();
		assertThat(browser.text("thanks")).startsWith("Thank you. The service accepted “koala”");
		assertThat(count("true")).isEqualTo(before + 1);
	}

	@Test
	void anAnswerThatWasNotChosenDoesNotAskThePerson() {
		browser.pick(KOALA);
		browser.text("verdict");
		assertThat(browser.text("question")).isEqualTo("Is this right?");
		assertThat(browser.element("why").isDisplayed()).isFalse();
		assertThat(browser.spoken("spoken")).doesNotContain("Please");
	}

	@Test
	void feedbackThatAnAnswerIsWrongReachesTheService() {
		double before = count("false");
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		browser.element("label").sendKeys("Wombat");
		browser.elements("#correction button").getFirst().click();
		assertThat(browser.text("thanks")).startsWith("Thank you. The service accepted “Wombat”");
		assertThat(count("false")).isEqualTo(before + 1);
	}

	@Test
	void feedbackThatAPhotoShowsNoAnimalReachesTheService() {
		double before = count("false");
		open();
		browser.element("no-animal").click();
		assertThat(browser.text("thanks")).startsWith("Thank you");
		assertThat(count("false")).isEqualTo(before + 1);
	}

	@Test
	void namesAreSuggestedAndChosenWithTheKeyboard() {
		open();
		browser.element("label").sendKeys("ring-tai");
		assertThat(browser.text("names")).startsWith("ring-tailed lemur");
		assertThat(browser.element("label").getDomAttribute("aria-expanded")).isEqualTo("true");
		browser.press(Keys.ARROW_DOWN);
		assertThat(browser.element("label").getDomAttribute("aria-activedescendant")).isEqualTo("name-of-0");
		browser.press(Keys.ENTER);
		assertThat(browser.element("label").getDomProperty("value")).isEqualTo("ring-tailed lemur");
		assertThat(browser.elements("#names li")).isEmpty();
		browser.press(Keys.ENTER);
		assertThat(browser.text("thanks")).startsWith("Thank you");
	}

	@Test
	void namesAreChosenWithTheMouse() {
		open();
		browser.element("label").sendKeys("polr bear");
		assertThat(browser.text("names")).startsWith("polar bear");
		browser.elements("#names li").getFirst().click();
		assertThat(browser.element("label").getDomProperty("value")).isEqualTo("polar bear");
	}

	@Test
	void theEscapeKeyClosesTheSuggestions() {
		open();
		browser.element("label").sendKeys("owl");
		browser.text("names");
		browser.press(Keys.ESCAPE);
		assertThat(browser.elements("#names li")).isEmpty();
		browser.press(Keys.ARROW_DOWN);
		assertThat(browser.text("names")).contains("owl");
	}

	@Test
	void theNumberOfSuggestionsIsReadOut() {
		open();
		browser.element("label").sendKeys("ring-tailed lem");
		assertThat(browser.spoken("count")).isEqualTo("1 name. Choose with the arrow keys.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "not an animal", "none of these" })
	void aPhraseWithoutAnAnimalIsSuggestedAndAccepted(String phrase) {
		open();
		browser.element("label").sendKeys(phrase.substring(0, 6));
		assertThat(browser.text("names")).contains(phrase);
		browser.element("label").clear();
		browser.element("label").sendKeys(phrase, Keys.ENTER);
		assertThat(browser.text("thanks")).contains("“" + phrase + "”");
	}

	@Test
	void anAnimalThatTheModelDoesNotKnowIsExplained() {
		open();
		browser.element("label").sendKeys("dolphin");
		assertThat(browser.text("hint")).isEqualTo("This model does not know this animal: dolphin.");
		assertThat(browser.text("names")).isEqualTo("none of these");
		browser.press(Keys.ENTER);
		assertThat(browser.text("rejected")).contains("Choose “None of these”");
		browser.elements("#instead button").getFirst().click();
		assertThat(browser.text("thanks")).startsWith("Thank you");
	}

	@Test
	void anUnknownNameIsRejectedAndCanBeCorrected() {
		open();
		browser.element("label").sendKeys("unicorn", Keys.ENTER);
		assertThat(browser.text("rejected")).startsWith("I do not know this name.");
		browser.element("label").clear();
		browser.element("label").sendKeys("marsupials", Keys.ENTER);
		assertThat(browser.text("thanks")).startsWith("Thank you");
	}

	@Test
	void aMisspelledNameOffersTheNearestNames() {
		open();
		browser.element("label").sendKeys("polarbeer", Keys.ENTER);
		assertThat(browser.text("rejected")).isEqualTo("I do not know this name. Did you mean one of these?");
		browser.elements("#instead button").getFirst().click();
		assertThat(browser.text("thanks")).contains("“polar bear”");
	}

	@Test
	void feedbackThatDoesNotReachTheServiceCanBeSentAgain() {
		open();
		browser.online(false);
		browser.element("none").click();
		assertThat(browser.text("rejected")).startsWith("The service cannot be reached.");
		browser.online(true);
		browser.element("none").click();
		assertThat(browser.text("thanks")).contains("“none of these”");
	}

	@Test
	void anAnimalInAPhotoThatWasTakenForSomethingElseCanBeNamed() {
		answerWithRooster("not_animal", 0.002);
		browser.element("wrong").click();
		assertThat(browser.element("no-animal").isDisplayed()).isFalse();
		browser.answer("feedback", 202, "");
		browser.element("label").sendKeys("rooster", Keys.ENTER);
		assertThat(browser.text("thanks")).contains("“rooster”");
	}

	/** Classifies the koala and opens the field for the right name. */
	private static void open() {
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
	}

	private double count(String right) {
		return metrics().sum("animals_feedback_total", "right=\"" + right + "\"");
	}

}
