package dev.animals.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page can be used with a keyboard, a screen reader, either colour scheme and a small
 * screen.
 */
class PageAccessibilityTests extends BrowserTest {

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
		assertThat(browser.focusedAfterTab()).isEqualTo("right");
		assertThat(browser.element("right").getCssValue("outline-style")).isEqualTo("solid");
		assertThat(browser.focusedAfterTab()).isEqualTo("wrong");
		browser.press(Keys.ENTER);
		assertThat(browser.focused()).isEqualTo("label");
		browser.press("wombat", Keys.ENTER);
		browser.text("thanks");
		assertThat(browser.focused()).isEqualTo("thanks");
		browser.press(Keys.TAB);
		assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Model card");
	}

	@Test
	void everyControlHasAnAccessibleName() {
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		assertThat(browser.elements("input, button, a, meter, img, section, ol")).hasSizeGreaterThan(12)
			.allSatisfy((element) -> assertThat(element.getAccessibleName()).isNotBlank());
		assertThat(browser.elements("meter").getFirst().getAriaRole()).isEqualTo("meter");
		assertThat(browser.elements("html").getFirst().getDomAttribute("lang")).isEqualTo("en");
		assertThat(browser.elements("h1")).hasSize(1);
		assertThat(browser.driver().getTitle()).isNotBlank();
		assertThat(browser.elements("[aria-live=polite] #verdict")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void textHasTheContrastThatWcagRequires(String scheme, @TempDir Path folder) throws IOException {
		browser.open(address(), scheme, 1000);
		assertThat(faintTexts()).isEmpty();
		browser.pick(Files.writeString(folder.resolve("notes.txt"), "A koala in a tree."));
		browser.text("error");
		assertThat(faintTexts()).isEmpty();
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		assertThat(faintTexts()).isEmpty();
		assertThat(browser.elements("body").getFirst().getCssValue("background-color"))
			.isEqualTo(scheme.equals("dark") ? "rgba(15, 20, 18, 1)" : "rgba(244, 243, 238, 1)");
	}

	/** Returns the texts with a contrast below 4.5 to 1 (WCAG 2.2, 1.4.3). */
	private static List<?> faintTexts() {
		return (List<?>) browser.run("""
				const luminance = (colour) => {
					const [r, g, b] = colour.match(/[\\d.]+/g).map((value) => value / 255)
						.map((value) => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4);
					return .2126 * r + .7152 * g + .0722 * b;
				};
				const background = (element) => {
					const colour = getComputedStyle(element).backgroundColor;
					return colour === 'rgba(0, 0, 0, 0)' ? background(element.parentElement) : colour;
				};
				const faint = [];
				for (const element of document.body.querySelectorAll('*')) {
					const text = [...element.childNodes].filter((node) => node.nodeType === 3)
						.map((node) => node.data.trim()).join('');
					if (!text || !element.checkVisibility()) continue;
					if (element.closest('meter, datalist, script, noscript')) continue;
					const two = [luminance(getComputedStyle(element).color), luminance(background(element))];
					const contrast = (Math.max(...two) + .05) / (Math.min(...two) + .05);
					if (contrast < 4.5) faint.push(`${text}: ${contrast.toFixed(2)}`);
				}
				return faint;
				""");
	}

	@Test
	void thePageFitsAScreenThatIs320PixelsWide() {
		browser.open(address(), "light", 320);
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(320L);
	}

}
