package dev.animals.release.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import dev.animals.release.judge.Drift;

/**
 * How much a distribution varies from hour to hour and from day to day beyond what chance
 * explains, on average or, if that is more, in all but the most unusual windows. Chance
 * alone gives a window of n photos an index of about (bins − 1) / n; in real traffic the
 * index is larger by (bins − 1) times the spread, however many photos there are.
 *
 * @param hour the variance between hours, 0 or more; empty if it is unknown
 * @param day the variance between days; that of hours if there are fewer than two days
 * @param hours the number of windows from which {@code hour} was computed
 * @param days the number of windows from which {@code day} was computed; 0 if it is that
 * of hours
 */
public record Spread(OptionalDouble hour, OptionalDouble day, int hours, int days) {

	private static final long PHOTOS_OF_AN_HOUR = 50;

	private static final long PHOTOS_OF_A_DAY = 100;

	private static final int HOURS_OF_A_DAY = 24;

	/** Rejects what no computation returns. */
	public Spread {
		if (isInvalid(hour) || isInvalid(day) || hours < 0 || days < 0) {
			throw new IllegalArgumentException("A spread is 0 or more.");
		}
	}

	private static boolean isInvalid(OptionalDouble variance) {
		return variance.isPresent() && !(variance.getAsDouble() >= 0 && variance.getAsDouble() < Double.MAX_VALUE);
	}

	/**
	 * Computes the spread. Hours with fewer than 50 photos and days with fewer than 100
	 * do not count. If fewer than two hours have 50 photos, consecutive hours are joined
	 * until they have as many. The variance between hours is usually larger than that
	 * between days, so it may replace it.
	 * @param hours the photos in each bin in each hour, from the oldest on; all hours
	 * have the same bins
	 */
	static Spread of(List<? extends Map<String, Long>> hours) {
		List<Map<String, Long>> busy = enough(hours, PHOTOS_OF_AN_HOUR);
		List<Map<String, Long>> shorter = (busy.size() < 2) ? joined(hours) : busy;
		List<Map<String, Long>> days = enough(days(hours), PHOTOS_OF_A_DAY);
		OptionalDouble hour = between(shorter);
		return (days.size() < 2) ? new Spread(hour, hour, shorter.size(), 0)
				: new Spread(hour, between(days), shorter.size(), days.size());
	}

	private static List<Map<String, Long>> enough(List<? extends Map<String, Long>> windows, long photos) {
		List<Map<String, Long>> enough = new ArrayList<>(windows);
		enough.removeIf((window) -> Bins.photos(window) < photos);
		return enough;
	}

	private static List<Map<String, Long>> joined(List<? extends Map<String, Long>> hours) {
		List<Map<String, Long>> joined = new ArrayList<>();
		Map<String, Long> open = Map.of();
		for (Map<String, Long> hour : hours) {
			open = Bins.sum(List.of(open, hour));
			if (Bins.photos(open) >= PHOTOS_OF_AN_HOUR) {
				joined.add(open);
				open = Map.of();
			}
		}
		return joined;
	}

	/** Returns the whole days, which end with the last hour. */
	private static List<Map<String, Long>> days(List<? extends Map<String, Long>> hours) {
		List<Map<String, Long>> days = new ArrayList<>();
		for (int end = hours.size(); end >= HOURS_OF_A_DAY; end -= HOURS_OF_A_DAY) {
			days.add(Bins.sum(hours.subList(end - HOURS_OF_A_DAY, end)));
		}
		return days;
	}

	/**
	 * Estimates the variance between windows by the method of moments, as DerSimonian and
	 * Laird (1986) do for clinical trials: the mean index of the windows minus the index
	 * that chance explains. Each window is compared with the sum of all of them, so
	 * chance explains 1 / n − 1 / m for n of m photos. All windows have the same weight,
	 * because an alert looks at each of them in the same way.
	 * @return the variance; empty if there are fewer than two windows or bins
	 */
	static OptionalDouble between(List<? extends Map<String, Long>> windows) {
		Map<String, Long> all = Bins.sum(windows);
		if (windows.size() < 2 || all.size() < 2) {
			return OptionalDouble.empty();
		}
		double photos = Bins.photos(all);
		double squares = windows.stream().mapToDouble((window) -> Math.pow(Bins.photos(window) / photos, 2)).sum();
		double excess = 0;
		double weight = 0;
		for (Map<String, Long> window : windows) {
			double chance = 1.0 / Bins.photos(window) - 1 / photos;
			excess += Drift.stabilityIndex(window, all) / (all.size() - 1) - chance;
			weight += 1 - 2 * Bins.photos(window) / photos + squares;
		}
		return OptionalDouble.of(Math.max(largest(windows, all), excess / weight));
	}

	/**
	 * Returns the smallest spread with which no more than 1 in 20 of the baseline's own
	 * windows would raise an alert. It is larger than the mean if a few hours of each day
	 * differ from the others.
	 * @return the spread, 0 or more
	 */
	private static double largest(List<? extends Map<String, Long>> windows, Map<String, Long> all) {
		double[] needed = windows.stream().mapToDouble((window) -> {
			double floor = Drift.noiseFloor(window, all);
			double variance = 1.0 / Bins.photos(window) + 1.0 / Bins.photos(all);
			return variance * (Drift.stabilityIndex(window, all) / floor - 1);
		}).sorted().toArray();
		return Math.max(0, needed[(int) Math.ceil(0.95 * needed.length) - 1]);
	}

}
