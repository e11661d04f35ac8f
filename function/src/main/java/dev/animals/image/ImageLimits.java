package dev.animals.image;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Limits beyond which an image is rejected.
 *
 * @param maxPixels the largest number of pixels, width times height; from 1 to 500
 * million, because the decoded bytes must fit into one Java array. A JPEG may have
 * {@value #JPEG_FACTOR} times as many, because it is decoded at a reduced size.
 * @param maxSamples the largest number of samples that a decoder computes, at least 1;
 * see {@link EncodedImage#samples}. It limits the time that decoding takes. All photos of
 * a batch together may have {@value #REQUEST_FACTOR} times as many.
 * @param minSide the smallest length of the shorter side in pixels, at least 1
 * @param decodeMemory the memory that all concurrent decodes may take together, on and
 * outside the Java heap; at least 1 MB. An image that needs more than this alone is
 * rejected.
 */
@ConfigurationProperties("animals.image")
public record ImageLimits(@DefaultValue("50000000") long maxPixels, @DefaultValue("80000000") long maxSamples,
		@DefaultValue("16") int minSide, @DefaultValue("256MB") DataSize decodeMemory) {

	static final int JPEG_FACTOR = 4;

	static final int REQUEST_FACTOR = 4;

	/**
	 * The largest ratio of the longer side to the shorter one. The decoder reduces an
	 * image only until its shorter side fits the network, and the network's resize widens
	 * the rest. So the memory and time of a prediction grow with this ratio.
	 */
	static final int MOST_RATIO = 20;

	private static final long MOST_PIXELS_OF_AN_ARRAY = 500_000_000;

	public ImageLimits {
		Assert.isTrue(maxPixels >= 1 && maxPixels <= MOST_PIXELS_OF_AN_ARRAY,
				"maxPixels must be between 1 and 500,000,000");
		Assert.isTrue(maxSamples >= 1, "maxSamples must be at least 1");
		Assert.isTrue(minSide >= 1, "minSide must be at least 1");
		Assert.isTrue(decodeMemory.toMegabytes() >= 1, "decodeMemory must be at least 1 MB");
	}

	/**
	 * Returns the default limits: 50 megapixels, half a second of decoding, sides of at
	 * least 16 pixels, and enough memory for one progressive JPEG of 48 megapixels, the
	 * largest that phones commonly take, or for several photos of 12 megapixels.
	 * @return the defaults
	 */
	public static ImageLimits defaults() {
		return new ImageLimits(50_000_000, 80_000_000, 16, DataSize.ofMegabytes(256));
	}

}
