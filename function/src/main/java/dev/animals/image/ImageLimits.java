package dev.animals.image;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * What an image may cost before it is refused.
 *
 * @param maxPixels the most pixels, width times height as the header says; at most 500
 * million, because the decoded bytes must fit into one Java array
 * @param minSide the fewest pixels of the shorter side; at least 1
 * @param decodeMemory what all decodes that run at the same time may take together, on
 * the Java heap and outside it; an image that needs more than this alone is refused
 */
@ConfigurationProperties("animals.image")
public record ImageLimits(@DefaultValue("50000000") long maxPixels, @DefaultValue("16") int minSide,
		@DefaultValue("256MB") DataSize decodeMemory) {

	private static final long MOST_PIXELS_OF_AN_ARRAY = 500_000_000;

	public ImageLimits {
		Assert.isTrue(maxPixels >= 1 && maxPixels <= MOST_PIXELS_OF_AN_ARRAY,
				"maxPixels must be between 1 and 500,000,000");
		Assert.isTrue(minSide >= 1, "minSide must be at least 1");
		Assert.isTrue(decodeMemory.toMegabytes() >= 1, "decodeMemory must be at least 1 MB");
	}

	/**
	 * The limits of a service that nobody configured: 50 megapixels, sides of 16 pixels,
	 * and memory for the largest photo of a telephone (48 megapixels, progressive) or
	 * several of the usual 12 at once.
	 * @return the defaults
	 */
	public static ImageLimits defaults() {
		return new ImageLimits(50_000_000, 16, DataSize.ofMegabytes(256));
	}

}
