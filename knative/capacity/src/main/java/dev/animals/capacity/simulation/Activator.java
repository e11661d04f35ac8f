package dev.animals.capacity.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

/**
 * Holds requests while all pods are full, hands them to pods in turn, and measures the
 * requests in flight, as {@code concurrency_reporter.go} and {@code throttler.go} in
 * {@code pkg/activator}.
 */
final class Activator {

	private final int containerConcurrency;

	private final List<Pod> pods = new ArrayList<>();

	private final Deque<Integer> waiting = new ArrayDeque<>();

	private int next;

	private int inFlight;

	/** Whether there was a request since the last report without any. */
	private boolean active;

	/** The concurrency that was reported before its interval ended. */
	private double reportedEarly;

	private double lastChange;

	private double intervalStart;

	private double requestSeconds;

	Activator(int containerConcurrency) {
		this.containerConcurrency = containerConcurrency;
	}

	/**
	 * Counts a request.
	 * @return whether it is the first after a pause. The activator reports such a request
	 * at once, so that a pod starts
	 */
	boolean arrive(double now) {
		boolean first = !this.active;
		if (first) {
			this.active = true;
			this.reportedEarly = 1;
			this.intervalStart = now;
			this.lastChange = now;
			this.requestSeconds = 0;
		}
		change(now, 1);
		return first;
	}

	void answer(double now) {
		change(now, -1);
	}

	private void change(double now, int by) {
		this.requestSeconds += this.inFlight * (now - this.lastChange);
		this.lastChange = now;
		this.inFlight += by;
	}

	/**
	 * Returns the average number of requests in flight since the last report, or nothing
	 * in a pause. The first report after the last request is zero.
	 */
	OptionalDouble report(double now) {
		if (!this.active) {
			return OptionalDouble.empty();
		}
		change(now, 0);
		double average = (now > this.intervalStart) ? this.requestSeconds / (now - this.intervalStart) : 0;
		this.active = average > 0 || this.inFlight > 0;
		double reported = Math.max(0, average - this.reportedEarly);
		this.reportedEarly = 0;
		this.requestSeconds = 0;
		this.intervalStart = now;
		return OptionalDouble.of(reported);
	}

	void hold(int request) {
		this.waiting.add(request);
	}

	boolean holdsRequests() {
		return !this.waiting.isEmpty();
	}

	int release() {
		return this.waiting.remove();
	}

	int inFlight() {
		return this.inFlight;
	}

	void add(Pod pod) {
		this.pods.add(pod);
	}

	void remove(Pod pod) {
		this.pods.remove(pod);
	}

	int readyPods() {
		return this.pods.size();
	}

	/** Returns the next pod with room for a request, or null if all are full. */
	@Nullable Pod podWithRoom() {
		int count = this.pods.size();
		// With a limit of at most 3, Knative takes the first pod with room.
		int start = (this.containerConcurrency >= 1 && this.containerConcurrency <= 3) ? 0 : this.next;
		for (int i = 0; i < count; i++) {
			int number = (start + i) % count;
			if (this.pods.get(number).hasRoom(this.containerConcurrency)) {
				this.next = number + 1;
				return this.pods.get(number);
			}
		}
		return null;
	}

}
