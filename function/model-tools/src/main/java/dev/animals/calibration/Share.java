package dev.animals.calibration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

import dev.animals.calibration.Figures.Answer;

/**
 * A share of photos, with its 95 % confidence interval by Wilson's score (JASA 22, 1927).
 *
 * @param count the photos that meet the condition
 * @param of all photos
 */
record Share(long count, long of) {

	private static final double Z = 1.96;

	static Share of(List<Answer> answers, Predicate<Answer> predicate) {
		return new Share(answers.stream().filter(predicate).count(), answers.size());
	}

	/** Returns a bound of the interval, in 0–1: the lower for -1, the upper for 1. */
	double bound(int side) {
		double share = (double) this.count / this.of;
		double square = Z * Z / this.of;
		double width = Z * Math.sqrt(share * (1 - share) / this.of + square / (4 * this.of));
		return Math.clamp((share + square / 2 + side * width) / (1 + square), 0, 1);
	}

	/** Returns the share for JSON, without an interval if there are no photos. */
	Map<String, Object> toMap() {
		Map<String, Object> fields = Numbers.ordered("count", this.count, "of", this.of);
		if (this.of > 0) {
			fields.put("interval95", List.of(Numbers.number(bound(-1)), Numbers.number(bound(1))));
		}
		return fields;
	}

	@Override
	public String toString() {
		return (this.of == 0) ? "–" : String.format(Locale.ROOT, "%d of %d (%.0f–%.0f %%)", this.count, this.of,
				100 * bound(-1), 100 * bound(1));
	}

}
