package dev.animals.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.animals.benchmark.ClosedLoop.Load;

import static java.util.Objects.requireNonNull;

/**
 * The measurements of one server in all rounds, for each number of senders.
 */
final class PeerSamples {

	private final Map<Integer, List<Sample>> samples = new HashMap<>();

	void add(int senders, Sample sample) {
		this.samples.computeIfAbsent(senders, (key) -> new ArrayList<>()).add(sample);
	}

	/**
	 * Returns the mean of a value over all rounds.
	 * @param senders the number of senders
	 * @param value the value of a sample
	 * @return the mean
	 */
	double mean(int senders, ToDoubleFunction<Sample> value) {
		return requireNonNull(this.samples.get(senders)).stream().mapToDouble(value).average().orElseThrow();
	}

	/**
	 * Returns the ratio of this server's mean to another server's.
	 * @param other the measurements of the other server
	 * @param senders the number of senders
	 * @param value the value of a sample
	 * @return the ratio
	 */
	double ratio(PeerSamples other, int senders, ToDoubleFunction<Sample> value) {
		return mean(senders, value) / other.mean(senders, value);
	}

	/**
	 * One measurement of one server.
	 *
	 * @param load the result of the senders
	 * @param processorMillis the server's processor time for an answer, in milliseconds
	 * @param mebibytes the server's resident memory at the end, in MiB
	 */
	record Sample(Load load, double processorMillis, double mebibytes) {

		double rate() {
			return this.load.rate();
		}

		double p50() {
			return this.load.p50();
		}

		double p95() {
			return this.load.p95();
		}

		double errors() {
			return this.load.errors();
		}

	}

}
