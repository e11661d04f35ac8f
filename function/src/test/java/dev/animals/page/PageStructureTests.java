package dev.animals.page;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page is complete after one request, and runs nothing that it did not come with.
 */
class PageStructureTests extends BrowserTest {

	@AfterEach
	void allowScripts() {
		browser.scripts(true);
	}

	@Test
	void thePageIsDrawnBeforeAnythingElseIsLoaded() {
		assertThat(browser.run("""
				const entries = performance.getEntriesByType('resource');
				return entries.filter((entry) => entry.renderBlockingStatus === 'blocking').length;
				""")).isEqualTo(0L);
		assertThat(browser.elements("body").getFirst().getCssValue("background-color"))
			.isEqualTo("rgba(244, 243, 238, 1)");
		assertThat(browser.console()).isEmpty();
	}

	@Test
	void aScriptThatIsAddedToThePageDoesNotRun() {
		browser.driver().executeScript("""
				const script = document.createElement('script');
				script.append('document.title = "run"');
				document.body.append(script);
				""");
		assertThat(browser.driver().getTitle()).isEqualTo("Animals: which animal is in your photo?");
		assertThat(browser.console().toString()).contains("TrustedScript");
	}

	@Test
	void theIconIsShown() {
		browser.driver().executeAsyncScript("""
				const done = arguments[0];
				const icon = new Image();
				icon.onload = icon.onerror = () => { window.width = icon.naturalWidth; done(); };
				icon.src = document.querySelector('link[rel=icon]').href;
				""");
		assertThat((long) browser.run("return window.width")).isPositive();
	}

	@Test
	void withoutScriptsThePageOffersAForm() {
		browser.scripts(false);
		browser.open(address(), "light", 1000);
		assertThat(browser.elements("main > noscript form[action=classify] [type=file]")).singleElement()
			.satisfies((field) -> assertThat(field.isDisplayed()).isTrue());
		assertThat(browser.element("drop").isDisplayed()).isFalse();
		assertThat(browser.element("examples").isDisplayed()).isFalse();
		browser.elements("noscript [type=file]").getFirst().sendKeys(KOALA.toAbsolutePath().toString());
		browser.elements("noscript button").getFirst().click();
		browser.await("the answer", () -> browser.driver().getPageSource().contains("\"label\":\"koala\""));
	}

	@Test
	void thePictureOfLinkPreviewsIsSharp() {
		browser.driver().get(address() + "preview.jpg");
		String size = "return document.images[0].naturalWidth + ' × ' + document.images[0].naturalHeight";
		assertThat(browser.run(size)).isEqualTo("1200 × 630");
	}

}
