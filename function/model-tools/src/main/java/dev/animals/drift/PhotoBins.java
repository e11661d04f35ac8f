package dev.animals.drift;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.animals.rules.Distribution;

/**
 * Counts photos by the bins of some distributions.
 */
final class PhotoBins {

	private static final int NOT_COUNTED = -1;

	private final Map<String, Distribution> distributions;

	/**
	 * The index of each photo's bin in each distribution, or {@link #NOT_COUNTED}. A
	 * replay draws the same photos many times.
	 */
	private final IdentityHashMap<StoredPrediction, int[]> bins = new IdentityHashMap<>();

	PhotoBins(Map<String, Distribution> distributions) {
		this.distributions = distributions;
	}

	/**
	 * Counts photos.
	 * @param photos the photos
	 * @return the number of photos in each bin, by distribution
	 */
	Map<String, int[]> counts(Collection<StoredPrediction> photos) {
		Map<String, int[]> counts = new LinkedHashMap<>();
		this.distributions.forEach((name, distribution) -> counts.put(name, new int[distribution.shares().size()]));
		for (StoredPrediction photo : photos) {
			int[] indices = this.bins.computeIfAbsent(photo, this::indices);
			int distribution = 0;
			for (int[] inBins : counts.values()) {
				int bin = indices[distribution++];
				if (bin != NOT_COUNTED) {
					inBins[bin]++;
				}
			}
		}
		return counts;
	}

	private int[] indices(StoredPrediction photo) {
		return this.distributions.entrySet()
			.stream()
			.mapToInt((distribution) -> index(distribution.getKey(), distribution.getValue(), photo))
			.toArray();
	}

	/** Returns the index of a photo's bin. Only photos of animals have a group. */
	private static int index(String name, Distribution bins, StoredPrediction photo) {
		@Nullable String bin = switch (name) {
			case DriftAlerts.GROUPS -> photo.isAnimal() ? bins.bins().get(photo.group()) : null;
			case "verdicts" -> bins.bins().get(photo.verdict());
			case "confidence" -> bins.edgeAbove(photo.confidence());
			case "brightness" -> bins.edgeAbove(photo.brightness());
			default -> bins.edgeAbove(photo.content(name));
		};
		return (bin == null) ? NOT_COUNTED : List.copyOf(bins.shares().keySet()).indexOf(bin);
	}

}
