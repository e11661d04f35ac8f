package dev.animals.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page can be used with a keyboard, a screen reader, either colour scheme and a small
 * screen.
 */
class PageAccessibilityTests extends BrowserTest {

	private static final Path MACAW = photo("macaw.jpg");

	@Test
	void everyActionWorksWithTheKeyboard() {
		assertThat(browser.focusedAfterTab()).isEqualTo("file");
		assertThat(browser.element("drop").getCssValue("outline-style")).isEqualTo("solid");
		browser.command("Page.setInterceptFileChooserDialog", Map.of("enabled", true));
		browser.run("document.getElementById('file').onclick = () => document.title = 'chooser'; return true");
		browser.press(Keys.ENTER);
		assertThat(browser.driver().getTitle()).isEqualTo("chooser");
		browser.pick(KOALA);
		browser.text("verdict");
		assertThat(browser.focusedAfterTab()).isEqualTo("heat");
		assertThat(browser.focusedAfterTab()).isEqualTo("right");
		assertThat(browser.element("right").getCssValue("outline-style")).isEqualTo("solid");
		assertThat(browser.focusedAfterTab()).isEqualTo("wrong");
		browser.press(Keys.ENTER);
		assertThat(browser.focused()).isEqualTo("label");
		browser.press("wombat", Keys.ENTER);
		browser.text("thanks");
		assertThat(browser.focused()).isEqualTo("thanks");
		browser.press(Keys.TAB);
		WebElement example = browser.driver().switchTo().activeElement();
		assertThat(example.getAccessibleName()).isEqualTo("Koala in a tree");
		assertThat(example.getCssValue("outline-style")).isEqualTo("solid");
	}

	@Test
	void thePhotosOfTheVisitAndTheCodeAreReachedWithTheKeyboard() {
		browser.pick(KOALA, MACAW);
		browser.await("two photos", () -> browser.element("done").getText().equals("2 photos"));
		browser.driver().executeScript("document.querySelector('[data-photo=polar-bear]').focus()");
		assertThat(browser.focusedAfterTab()).isEqualTo("csv");
		assertThat(browser.focusedAfterTab()).isEqualTo("clear");
		browser.press(Keys.TAB, Keys.TAB, Keys.ENTER);
		browser.await("the macaw", () -> browser.text("verdict").startsWith("Macaw"));
		assertThat(browser.driver().switchTo().activeElement().getText()).contains("macaw.jpg");
		browser.press(Keys.TAB, Keys.TAB, Keys.ENTER, Keys.TAB, Keys.ARROW_RIGHT);
		assertThat(browser.text("sample")).startsWith("import json");
		browser.press(Keys.TAB, Keys.TAB);
		assertThat(browser.focused()).isEqualTo("copy");
	}

	@Test
	void everyControlHasAnAccessibleName() {
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		browser.elements("#code summary").forEach(WebElement::click);
		assertThat(browser.elements("input, button, a, meter, img, section, ol, select, summary"))
			.filteredOn((element) -> (boolean) browser.run("return arguments[0].checkVisibility()", element))
			.hasSizeGreaterThan(25)
			.allSatisfy((element) -> assertThat(element.getAccessibleName()).isNotBlank());
		assertThat(browser.elements("meter").getFirst().getAriaRole()).isEqualTo("meter");
		assertThat(browser.elements("html").getFirst().getDomAttribute("lang")).isEqualTo("en");
		assertThat(browser.elements("h1")).hasSize(1);
		assertThat(browser.driver().getTitle()).isNotBlank();
		assertThat(browser.element("spoken").getAriaRole()).isEqualTo("status");
		assertThat(browser.spoken("spoken")).startsWith("Koala, ");
	}

	@ParameterizedTest
	@CsvSource({ "light, 1000", "dark, 1000", "light, 320", "dark, 320" })
	void noStateHasAFault(String scheme, int width, @TempDir Path folder) throws IOException {
		browser.open(address(), scheme, width);
		assertNoFault("empty");
		browser.pick(Files.writeString(folder.resolve("notes.txt"), "A koala in a tree."));
		browser.text("error");
		assertNoFault("rejected file");
		browser.answer("explain", 200, "{\"name\": \"koala\", \"rows\": 1, \"columns\": 2, \"values\": [1, 0]}");
		browser.pick(KOALA, MACAW);
		browser.await("answers", () -> browser.element("done").getText().equals("3 photos"));
		assertNoFault("answer");
		browser.element("heat").click();
		browser.elements("summary").forEach(WebElement::click);
		assertNoFault("heat map, table and code");
		browser.element("wrong").click();
		browser.element("label").sendKeys("bear");
		browser.text("names");
		browser.press(Keys.ARROW_DOWN);
		assertNoFault("suggestions");
		browser.press(Keys.ESCAPE);
		browser.element("label").clear();
		browser.element("label").sendKeys("polarbeer", Keys.ENTER);
		browser.text("rejected");
		assertNoFault("unknown name");
		browser.elements("#instead button").getFirst().click();
		browser.text("thanks");
		assertNoFault("thanks");
		browser.online(false);
		browser.pick(KOALA);
		browser.text("error");
		assertNoFault("offline");
		browser.driver().executeScript("window.fetch = () => new Promise(() => {})");
		browser.pick(KOALA);
		browser.text("progress");
		assertNoFault("wait");
	}

	@ParameterizedTest
	@CsvSource({ "not_animal, 0.002, light", "unknown, 0.12, dark", "unknown, 0.48, light", "animal, 0.3, dark" })
	void noAnswerHasAFault(String verdict, double confidence, String scheme) {
		browser.open(address(), scheme, 1000);
		answerWithRooster(verdict, confidence);
		assertNoFault(verdict);
	}

	/**
	 * Checks rules of WCAG, contrasts among them, and that nothing is wider than the
	 * screen.
	 */
	private static void assertNoFault(String state) {
		assertThat(Axe.faults(browser)).as(state).isEmpty();
		assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth")).as(state).isEqualTo(true);
	}

	@ParameterizedTest
	@CsvSource({ "light, 'rgba(244, 243, 238, 1)'", "dark, 'rgba(15, 20, 18, 1)'" })
	void thePageFollowsTheColourScheme(String scheme, String background) {
		browser.open(address(), scheme, 1000);
		assertThat(browser.elements("body").getFirst().getCssValue("background-color")).isEqualTo(background);
	}

}
