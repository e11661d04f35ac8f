package dev.animals.page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a service that asks for feedback on every answer whose sender can ask.
 */
@TestPropertySource(properties = "animals.feedback.ask-one-in=1")
class PageRequestTests extends BrowserTest {

	@Test
	void anAnswerThatWasChosenAsksThePerson() {
		double before = replies("true");
		browser.pick(KOALA);
		assertThat(browser.text("question")).isEqualTo("Please tell us: is this right?");
		assertThat(browser.text("why")).startsWith("We ask about some answers, chosen by chance");
		assertThat(browser.spoken("spoken")).startsWith("Koala, ").endsWith("Please tell us: is this right?");
		browser.element("right").click();
		assertThat(browser.text("thanks")).startsWith("Thank you.");
		assertThat(browser.element("why").isDisplayed()).isFalse();
		assertThat(replies("true")).isEqualTo(before + 1);
	}

	@Test
	void aPersonWhoDoesNotKnowTheNameCanReplyThatTheAnswerIsWrong() {
		double before = replies("false");
		browser.pick(KOALA);
		browser.text("why");
		browser.element("wrong").click();
		browser.element("none").click();
		assertThat(browser.text("thanks")).contains("“none of these”");
		assertThat(replies("false")).isEqualTo(before + 1);
	}

	@Test
	void theReplyIsSentWithTheKeyboard() {
		browser.pick(KOALA);
		browser.text("why");
		browser.driver().executeScript("document.getElementById('heat').focus()");
		assertThat(browser.focusedAfterTab()).isEqualTo("right");
		browser.press(Keys.ENTER);
		browser.text("thanks");
		assertThat(browser.focused()).isEqualTo("thanks");
	}

	@Test
	void thePhotosOfTheVisitThatWaitForAReplyAreMarked() {
		browser.pick(KOALA, photo("macaw.jpg"));
		browser.await("two photos", () -> browser.element("done").getText().equals("2 photos"));
		assertThat(browser.elements("#gallery li"))
			.allSatisfy((card) -> assertThat(card.getText()).contains("Right or wrong?"));
		browser.element("right").click();
		browser.text("thanks");
		assertThat(browser.elements("#gallery li").getFirst().getText()).doesNotContain("Right or wrong?");
	}

	/** People who do not know the animal can say that the guess is wrong. */
	@Test
	void anUnsureAnswerThatWasChosenAsksAboutTheGuess() {
		browser.answer("classify", 200, """
				{"id": "a", "prediction": "token", "verdict": "unknown", "askForFeedback": true,
				 "top": [{"label": "cock", "name": "rooster", "group": "fowl", "confidence": 0.12}],
				 "model": {"name": "lite0", "version": "1"}}""");
		browser.pick(KOALA);
		assertThat(browser.text("question")).isEqualTo("Please tell us: is it a rooster?");
		assertThat(browser.element("right").isDisplayed()).isTrue();
		assertThat(browser.element("wrong").getText()).isEqualTo("Wrong");
	}

	@Test
	void nobodyIsAskedAboutAnExamplePhoto() {
		browser.elements("[data-photo=koala]").getFirst().click();
		browser.text("verdict");
		assertThat(browser.text("question")).isEqualTo("Is this right?");
	}

	@ParameterizedTest
	@CsvSource({ "light, 1000", "dark, 1000", "light, 320", "dark, 320" })
	void theRequestHasNoFault(String scheme, int width) {
		browser.open(address(), scheme, width);
		browser.pick(KOALA);
		browser.text("why");
		browser.element("wrong").click();
		assertThat(Axe.faults(browser)).isEmpty();
		assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
	}

	private double replies(String right) {
		return metrics().sum("animals_feedback_asked_replies_total", "right=\"" + right + "\"");
	}

}
