package dev.animals.page;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person sends feedback with the page.
 */
class PageFeedbackTests extends BrowserTest {

	@Test
	void feedbackThatAnAnswerIsRightReachesTheService() {
		double before = count("true");
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("right").click();
		assertThat(browser.text("thanks")).startsWith("Thank you");
		assertThat(count("true")).isEqualTo(before + 1);
	}

	@Test
	void feedbackThatAnAnswerIsWrongReachesTheService() {
		double before = count("false");
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		browser.element("label").sendKeys("Wombat");
		browser.elements("#correction button").getFirst().click();
		assertThat(browser.text("thanks")).startsWith("Thank you");
		assertThat(count("false")).isEqualTo(before + 1);
		List<Object> names = names();
		assertThat(names).contains("koala", "wombat", "marsupial and monotreme").doesNotContain("teapot");
		assertThat(names).hasSizeGreaterThan(398).doesNotHaveDuplicates();
	}

	@Test
	void anUnknownAnimalIsRejectedAndCanBeCorrected() {
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		browser.element("label").sendKeys("unicorn", Keys.ENTER);
		assertThat(browser.text("rejected")).contains("neither a class nor a group");
		browser.element("label").clear();
		browser.element("label").sendKeys("marsupial and monotreme", Keys.ENTER);
		assertThat(browser.text("thanks")).startsWith("Thank you");
	}

	private static List<Object> names() {
		return List
			.copyOf((List<?>) browser.run("return [...document.getElementById('animals').options].map(o => o.value)"));
	}

	private double count(String right) {
		return metrics().sum("animals_feedback_total", "right=\"" + right + "\"");
	}

}
