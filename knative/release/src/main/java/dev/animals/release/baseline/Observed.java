package dev.animals.release.baseline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import dev.animals.release.prometheus.BinCounts;
import dev.animals.release.prometheus.BinCounts.Hourly;
import dev.animals.release.prometheus.ExpectedAccuracy;

/**
 * What a revision has counted until now, which may become a baseline.
 *
 * @param revision the revision
 * @param from the time of the first photo; the end of the period if there is none
 * @param to the end of the period
 * @param counts the counts of all models, from the hour of the first photo on
 * @param accuracy the expected accuracy of the model that has classified most photos
 */
public record Observed(String revision, Instant from, Instant to, List<Hourly> counts, ExpectedAccuracy accuracy) {

	private static final int HOURS_OF_A_DAY = 24;

	/** Copies the counts. */
	public Observed {
		counts = List.copyOf(counts);
	}

	/**
	 * Reads what a revision has counted.
	 * @param counts reads from Prometheus
	 * @param revision the revision
	 * @param to the end of the period, in whole seconds
	 * @param period how far to look back, in whole hours
	 */
	public static Observed of(BinCounts counts, String revision, Instant to, Duration period) {
		int hours = Math.toIntExact(period.toHours());
		List<Hourly> all = counts.hourly(revision, to, hours);
		int first = 0;
		while (first < hours && isEmpty(all, first)) {
			first++;
		}
		if (first == hours) {
			return new Observed(revision, to, to, List.of(), ExpectedAccuracy.NONE);
		}
		Instant end = to.minus(hours - 1L - first, ChronoUnit.HOURS);
		Instant from = counts.first(revision, end).orElse(end.minus(1, ChronoUnit.HOURS));
		List<Hourly> seen = new ArrayList<>();
		for (Hourly hourly : all) {
			seen.add(new Hourly(hourly.model(), hourly.distribution(), hourly.hours().subList(first, hours)));
		}
		String model = new Observed(revision, from, to, seen, ExpectedAccuracy.NONE).model();
		return new Observed(revision, from, to, seen, counts.expectedAccuracy(revision, model, to, hours - first));
	}

	private static boolean isEmpty(List<Hourly> counts, int hour) {
		return counts.stream().allMatch((hourly) -> Bins.photos(hourly.hours().get(hour)) == 0);
	}

	/** Returns the photos of each model. */
	public NavigableMap<String, Long> models() {
		NavigableMap<String, Long> models = new TreeMap<>();
		for (Hourly hourly : this.counts) {
			if (!hourly.model().isEmpty()) {
				// Some distributions leave photos out: groups only count animals.
				models.merge(hourly.model(), Bins.photos(Bins.sum(hourly.hours())), Math::max);
			}
		}
		return models;
	}

	/** Returns the model that has classified most photos; empty if there is none. */
	public String model() {
		return models().entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
	}

	/** Returns the photos that this model has classified. */
	public long photos() {
		return models().getOrDefault(model(), 0L);
	}

	/**
	 * Tells why this is not enough for a baseline.
	 * @param photos the smallest number of photos
	 * @param time the shortest time since the first photo
	 * @return a sentence, which also says when it would be enough; empty if it is enough
	 */
	public Optional<String> shortage(long photos, Duration time) {
		Duration covered = Duration.between(this.from, this.to);
		if (photos() >= photos && covered.compareTo(time) >= 0) {
			return Optional.empty();
		}
		return Optional.of("%s has counted %d of %d photos in %s of %s. %s".formatted(this.revision, photos(), photos,
				text(covered), text(time), forecast(photos, time)));
	}

	private String forecast(long photos, Duration time) {
		Duration recent = Duration.between(this.from, this.to);
		if (recent.toHours() >= HOURS_OF_A_DAY) {
			recent = Duration.ofHours(HOURS_OF_A_DAY);
		}
		long counted = recentPhotos();
		if (counted == 0) {
			return "It has counted none in the last %s, so it is not known when there are enough."
				.formatted(text(recent));
		}
		double perSecond = (double) counted / Math.max(1, recent.toSeconds());
		Instant enoughPhotos = this.to.plusSeconds(Math.round(Math.max(0, photos - photos()) / perSecond));
		Instant enoughTime = this.from.plus(time);
		Instant enough = enoughPhotos.isAfter(enoughTime) ? enoughPhotos : enoughTime;
		return "At the present rate of %.1f photos an hour, that is enough at %s.".formatted(3600 * perSecond,
				enough.truncatedTo(ChronoUnit.MINUTES));
	}

	private long recentPhotos() {
		return this.counts.stream()
			.filter((hourly) -> hourly.model().equals(model()))
			.map(Hourly::hours)
			.map((hours) -> hours.subList(Math.max(0, hours.size() - HOURS_OF_A_DAY), hours.size()))
			.map((hours) -> Bins.photos(Bins.sum(hours)))
			.max(Comparator.naturalOrder())
			.orElse(0L);
	}

	/** Writes a duration in hours, or in minutes if it is shorter than two hours. */
	private static String text(Duration duration) {
		return (duration.toHours() < 2) ? duration.toMinutes() + " min" : duration.toHours() + " h";
	}

	/**
	 * Returns the baseline of the model that has classified most photos.
	 * @param by who freezes it
	 * @param replaces the baseline that was in use before; empty if there was none
	 */
	public Baseline freeze(String by, String replaces) {
		NavigableMap<String, Reference> distributions = new TreeMap<>();
		for (Hourly hourly : this.counts) {
			NavigableMap<String, Long> bins = Bins.sum(hourly.hours());
			boolean ofModel = !hourly.model().isEmpty();
			if (Bins.photos(bins) > 0 && (!ofModel || hourly.model().equals(model()))) {
				distributions.put(hourly.distribution(), new Reference(ofModel, bins, Spread.of(hourly.hours())));
			}
		}
		return new Baseline(model(), this.revision, this.from, this.to, photos(), this.accuracy, by, replaces,
				distributions);
	}

}
