package dev.animals.metrics;

import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

import dev.animals.image.ImageFormat;

import static java.util.Objects.requireNonNull;

/**
 * The sizes of photos in pixels and in bytes, by format.
 */
final class PhotoSizes {

	private static final double[] PIXEL_BUCKETS = { 5e4, 2e5, 5e5, 1e6, 2e6, 4e6, 8e6, 1.6e7, 3.2e7 };

	private static final double[] BYTE_BUCKETS = { 1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7 };

	private final MeterRegistry registry;

	private final Map<ImageFormat, DistributionSummary> pixels = new EnumMap<>(ImageFormat.class);

	private final Map<ImageFormat, DistributionSummary> bytes = new EnumMap<>(ImageFormat.class);

	PhotoSizes(MeterRegistry registry) {
		this.registry = registry;
		for (ImageFormat format : ImageFormat.values()) {
			this.pixels.put(format, summary("animals.image.pixels", format, PIXEL_BUCKETS));
			this.bytes.put(format, summary("animals.image.bytes", format, BYTE_BUCKETS));
		}
	}

	void record(PhotoFacts photo) {
		requireNonNull(this.pixels.get(photo.format())).record((double) photo.pixels());
		requireNonNull(this.bytes.get(photo.format())).record(photo.bytes());
	}

	private DistributionSummary summary(String name, ImageFormat format, double[] buckets) {
		return DistributionSummary.builder(name)
			.tag("format", format.toString())
			.serviceLevelObjectives(buckets)
			.register(this.registry);
	}

}
