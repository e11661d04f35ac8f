package dev.animals.page;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page reduces and converts photos before it sends them.
 */
class PagePhotoTests extends BrowserTest {

	@Test
	void aPhotoOfTwelveMegapixelsIsReduced() {
		browser.recordSizes();
		browser.pick(photo("large.jpg"));
		assertThat(browser.text("verdict")).startsWith("Polar bear");
		assertThat(browser.sizes()).singleElement().satisfies((size) -> assertThat(size).isBetween(30_000L, 200_000L));
		assertThat(browser.text("facts")).contains("reduced to ");
	}

	/** The service waits 10 seconds for a body, so the whole file would be rejected. */
	@Test
	void aPhotoOfTwelveMegapixelsArrivesOverASlowConnection() {
		browser.limitConnection(40_000);
		browser.pick(photo("large.jpg"));
		assertThat(browser.text("verdict")).startsWith("Polar bear");
	}

	@Test
	void aSmallPhotoIsSentAsItIs() {
		browser.recordSizes();
		browser.pick(photo("lemur.jpg"));
		assertThat(browser.text("verdict")).startsWith("Ring-tailed lemur");
		assertThat(browser.sizes()).containsExactly(92_627L);
	}

	@Test
	void anAvifPictureIsConverted() {
		browser.pick(Path.of("src/test/resources/koala.avif"));
		assertThat(browser.text("verdict")).startsWith("Koala");
	}

	/** The bison lies on its side unless the orientation is followed. */
	@ParameterizedTest
	@CsvSource({ "orientation-6.jpg, Bison", "cmyk.jpg, Great grey owl", "alpha.png, Sheep", "photo.webp, Hen|Rooster",
			"progressive.jpg, Komodo dragon" })
	void photosOfEveryKindAreReadAsTheServiceReadsThem(String name, String animal) {
		browser.pick(photo(name));
		assertThat(browser.text("verdict")).matches("(Probably an? |Perhaps an? )?(?i:" + animal + ") — .*");
	}

	@Test
	void aPanoramaKeepsEnoughPixelsOnItsShortSide() {
		browser.recordSizes();
		browser.driver().executeAsyncScript("""
				const done = arguments[0];
				const canvas = Object.assign(document.createElement('canvas'), { width: 6000, height: 600 });
				canvas.getContext('2d').fillRect(0, 0, 10, 10);
				canvas.toBlob(async (blob) => {
					const { sent } = await prepare(new File([blob], 'panorama.png'));
					const picture = await createImageBitmap(sent);
					window.shape = `${picture.width} × ${picture.height}`;
					done();
				});
				""");
		assertThat(browser.run("return window.shape")).isEqualTo("2600 × 260");
	}

}
