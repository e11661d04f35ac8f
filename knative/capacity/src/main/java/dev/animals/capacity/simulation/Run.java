package dev.animals.capacity.simulation;

import java.util.Arrays;
import java.util.List;

import dev.animals.capacity.autoscaler.ScalingSettings;

/**
 * The result of a simulation.
 *
 * @param settings the autoscaler's settings
 * @param arrivals the times of the requests, in seconds
 * @param latencies the time from the arrival to the answer of each request, in seconds
 * @param pods the pods at the beginning of each second
 * @param starts the pods that were started
 * @param startsFromZero those that were started while there was no other pod
 * @param waited the requests that arrived while no pod was ready
 * @param podSeconds the time that pods occupied their resources, in seconds
 */
@SuppressWarnings("ArrayRecordComponent")
public record Run(ScalingSettings settings, double[] arrivals, float[] latencies, List<Pods> pods, int starts,
		int startsFromZero, int waited, double podSeconds) {

	/**
	 * Returns a percentile of the latency by the nearest-rank method.
	 * @param percent the percentile
	 * @return seconds, or NaN without a request
	 */
	public double percentile(int percent) {
		return percentile(percent, 0, this.latencies.length);
	}

	/**
	 * Returns a percentile of the latency of the requests that arrived in a time.
	 * @param percent the percentile
	 * @param from the beginning in seconds
	 * @param to the end in seconds
	 * @return seconds, or NaN without a request
	 */
	public double percentileBetween(int percent, double from, double to) {
		return percentile(percent, index(from), index(to));
	}

	/** Returns the number of requests that arrived in a time. */
	public int arrivedBetween(double from, double to) {
		return index(to) - index(from);
	}

	private double percentile(int percent, int from, int to) {
		if (from >= to) {
			return Double.NaN;
		}
		float[] sorted = Arrays.copyOfRange(this.latencies, from, to);
		Arrays.sort(sorted);
		return sorted[(int) Math.ceilDiv((long) sorted.length * percent, 100) - 1];
	}

	private int index(double time) {
		int found = Arrays.binarySearch(this.arrivals, time);
		return (found >= 0) ? found : -found - 1;
	}

	/** Returns the largest number of pods. */
	public int mostPods() {
		return this.pods.stream().mapToInt(Pods::existing).max().orElse(0);
	}

	/** Returns the mean number of pods. */
	public double meanPods() {
		return this.pods.stream().mapToInt(Pods::existing).average().orElse(0);
	}

	/**
	 * The numbers of pods at one time.
	 *
	 * @param existing pods that exist and are not terminating
	 * @param ready pods that may get requests
	 */
	public record Pods(int existing, int ready) {

	}

}
