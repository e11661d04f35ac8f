package dev.animals.drift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import dev.animals.program.InvalidInputException;
import dev.animals.rules.ModelReference;

import static java.util.Objects.requireNonNull;

/**
 * One way to divide the photos into two halves. The clean photos of one half are the
 * baseline; windows are drawn from the other half.
 *
 * @param photos the photos of the other half
 * @param alerts compares windows with the baseline
 * @param former does the same with the former rules
 */
record Split(Map<Corruption, List<StoredPrediction>> photos, DriftAlerts alerts, FormerRules former) {

	/**
	 * Divides photos.
	 * @param number the number of the split
	 * @param reference the model's reference, which defines the bins
	 * @param all the stored predictions
	 * @return both halves
	 * @throws InvalidInputException if one half has no clean photo
	 */
	static Split of(int number, ModelReference reference, Collection<StoredPrediction> all) {
		List<StoredPrediction> baseline = all.stream()
			.filter((photo) -> photo.corruption() == Corruption.CLEAN && photo.isBaseline(number))
			.toList();
		Map<Corruption, List<StoredPrediction>> others = all.stream()
			.filter((photo) -> !photo.isBaseline(number))
			.collect(Collectors.groupingBy(StoredPrediction::corruption));
		if (baseline.isEmpty() || !others.containsKey(Corruption.CLEAN)) {
			throw new InvalidInputException("There are too few clean photos to divide them.");
		}
		DriftAlerts alerts = new DriftAlerts(reference, baseline);
		return new Split(others, alerts, new FormerRules(alerts, baseline));
	}

	/**
	 * Draws a window. Each photo occurs again only after all others, because users rarely
	 * send a photo twice.
	 * @param corruption the kind of photos
	 * @param photos how many to draw
	 * @param random source of the order
	 * @return the window
	 */
	List<StoredPrediction> draw(Corruption corruption, int photos, Random random) {
		List<StoredPrediction> from = new ArrayList<>(requireNonNull(this.photos.get(corruption)));
		List<StoredPrediction> drawn = new ArrayList<>();
		while (drawn.size() < photos) {
			Collections.shuffle(from, random);
			drawn.addAll(from.subList(0, Math.min(from.size(), photos - drawn.size())));
		}
		return drawn;
	}

}
