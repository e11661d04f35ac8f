package dev.animals.page;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page draws a heat map on the photo.
 */
class PageHeatTests extends BrowserTest {

	/** The upper left corner of the photo is the warmest. */
	private static final String MAP = """
			{"label": "koala", "name": "koala", "rows": 2, "columns": 2, "values": [1, 0, 0, 0]}""";

	@Test
	void theHeatMapIsDrawnWhereTheValuesAreHigh() {
		browser.answer("explain", 200, MAP);
		classifyKoala();
		browser.element("heat").click();
		assertThat(browser.text("heat-note")).isEqualTo("The warmer a place is, the more it speaks for “koala”.");
		assertThat(browser.element("heat").getDomAttribute("aria-pressed")).isEqualTo("true");
		assertThat(opacity(.1, .1)).isGreaterThan(130);
		assertThat(opacity(.9, .9)).isZero();
	}

	/** The koala is in the middle of the photo, and its left upper corner is empty. */
	@Test
	void theServiceFindsTheKoala() {
		classifyKoala();
		browser.element("heat").click();
		assertThat(browser.text("heat-note")).contains("“koala”");
		assertThat(opacity(.5, .4)).isGreaterThan(opacity(.1, .1) + 60);
	}

	@Test
	void theHeatMapCoversThePhoto() {
		browser.answer("explain", 200, MAP);
		classifyKoala();
		browser.element("heat").click();
		browser.text("heat-note");
		assertThat(browser.element("map").getRect()).isEqualTo(browser.element("preview").getRect());
		assertThat((double) browser.run("return $('map').width / $('map').height"))
			.isEqualTo((double) browser.run("return $('preview').naturalWidth / $('preview').naturalHeight"));
	}

	@Test
	void theHeatMapIsHiddenAgain() {
		browser.answer("explain", 200, MAP);
		classifyKoala();
		browser.element("heat").click();
		browser.text("heat-note");
		browser.element("heat").click();
		assertThat(browser.element("map").isDisplayed()).isFalse();
		assertThat(browser.element("heat-note").getText()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			404 | {"type": "urn:animals:problem:not-found", "title": "t", "status": 404, "detail": "d"}
			422 | {"type": "urn:animals:problem:not-explainable", "title": "t", "status": 422, "detail": "d"}
			""")
	void theButtonDisappearsIfTheServiceCannotExplain(int status, String problem) {
		browser.answer("explain", status, problem);
		classifyKoala();
		browser.element("heat").click();
		assertThat(browser.text("heat-note")).isEqualTo("This service cannot draw heat maps.");
		assertThat(browser.element("heat").isDisplayed()).isFalse();
		browser.pick(photo("macaw.jpg"));
		browser.await("the macaw", () -> browser.text("verdict").startsWith("Macaw"));
		assertThat(browser.element("heat").isDisplayed()).isFalse();
	}

	@Test
	void aPassingFailureKeepsTheButton() {
		classifyKoala();
		browser.online(false);
		browser.element("heat").click();
		assertThat(browser.text("heat-note")).startsWith("The service cannot be reached.");
		assertThat(browser.element("heat").isDisplayed()).isTrue();
	}

	@Test
	void aPhotoWithoutAnAnimalHasNoHeatMap() {
		answerWithRooster("not_animal", .002);
		assertThat(browser.element("heat").isDisplayed()).isFalse();
	}

	private static void classifyKoala() {
		browser.pick(KOALA);
		browser.text("verdict");
	}

	/** Returns the opacity of the map at a place, from 0 to 255. */
	private static long opacity(double x, double y) {
		return (long) browser.run("""
				const map = document.getElementById('map');
				const [x, y] = [arguments[0] * map.width, arguments[1] * map.height];
				return map.getContext('2d').getImageData(x, y, 1, 1).data[3];
				""", x, y);
	}

}
