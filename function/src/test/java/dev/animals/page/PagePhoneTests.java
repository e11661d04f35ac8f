package dev.animals.page;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page fits a phone with a touch screen.
 */
class PagePhoneTests extends BrowserTest {

	@BeforeEach
	void openOnPhone() {
		browser.openOnPhone(address(), "light");
	}

	@Test
	void aPhotoCanBeTakenWithTheCamera() {
		assertThat(browser.element("camera").getDomAttribute("capture")).isEqualTo("environment");
		assertThat(browser.elements("label.button").getFirst().isDisplayed()).isTrue();
		browser.element("camera").sendKeys(KOALA.toAbsolutePath().toString());
		assertThat(browser.text("verdict")).startsWith("Koala");
	}

	@Test
	void nothingIsSaidAboutDroppingAndPasting() {
		assertThat(browser.text("drop")).startsWith("Choose photos")
			.doesNotContainIgnoringCase("drop")
			.doesNotContainIgnoringCase("paste");
		browser.pick(KOALA);
		browser.text("verdict");
		assertThat(browser.text("again")).isEqualTo("Tap to choose other photos");
	}

	@Test
	void theAnswerIsVisibleWithoutScrolling() {
		browser.pick(KOALA);
		browser.text("verdict");
		assertThat(browser.run("""
				const { top, bottom } = document.getElementById('verdict').getBoundingClientRect();
				return top >= 0 && bottom <= innerHeight;
				""")).isEqualTo(true);
	}

	@Test
	void aComputerShowsNoCameraButton() {
		browser.open(address(), "light", 1000);
		assertThat(browser.elements("label.button").getFirst().isDisplayed()).isFalse();
		assertThat(browser.text("drop")).startsWith("Drop photos here");
	}

}
