package dev.animals.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.animals.testing.Percentiles;

/**
 * The measurements of one benchmark in all rounds.
 */
final class Timings {

	private final List<Double> millis = new ArrayList<>();

	private final List<Double> bytes = new ArrayList<>();

	/**
	 * Adds a measurement.
	 * @param millis the time of one call in milliseconds
	 * @param bytes the heap memory that one call allocated, in bytes
	 */
	void add(double millis, double bytes) {
		this.millis.add(millis);
		this.bytes.add(bytes);
	}

	double median() {
		return Percentiles.median(this.millis);
	}

	double lowest() {
		return Collections.min(this.millis);
	}

	double highest() {
		return Collections.max(this.millis);
	}

	double bytes() {
		return Percentiles.median(this.bytes);
	}

}
