package dev.animals.capacity.traffic;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Traffic that is computed, for those who have not recorded their own. */
public final class Examples {

	private static final int MINUTES_PER_DAY = 24 * 60;

	private Examples() {
	}

	/** Returns all examples. */
	public static List<Traffic> all() {
		return List.of(day(), spike());
	}

	/**
	 * Returns a day with about 180,000 requests: hardly any at night, 6 requests/s at
	 * 13:00, and 80 requests/s for ten minutes at 20:00.
	 */
	public static Traffic day() {
		return minutes("day", MINUTES_PER_DAY, (minute) -> {
			double hoursFromPeak = (minute / 60.0 - 13) / 3.5;
			boolean burst = minute >= 20 * 60 && minute < 20 * 60 + 10;
			return 0.005 + 6 * Math.exp(-hoursFromPeak * hoursFromPeak) + (burst ? 80 : 0);
		});
	}

	/**
	 * Returns half an hour with 2 requests/s, and 120 requests/s for two minutes in it.
	 */
	public static Traffic spike() {
		return minutes("spike", 30, (minute) -> (minute == 10 || minute == 11) ? 120 : 2);
	}

	private static Traffic minutes(String name, int count, IntToDoubleFunction rate) {
		return new Traffic(name, 60,
				IntStream.range(0, count).mapToDouble((minute) -> 60 * rate.applyAsDouble(minute)).toArray());
	}

}
