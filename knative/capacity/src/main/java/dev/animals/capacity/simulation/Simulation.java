package dev.animals.capacity.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

import dev.animals.capacity.autoscaler.Autoscaler;
import dev.animals.capacity.autoscaler.Decision;
import dev.animals.capacity.autoscaler.Scaler;
import dev.animals.capacity.autoscaler.ScalingSettings;
import dev.animals.capacity.simulation.Run.Pods;
import org.jspecify.annotations.Nullable;

/** One run of a revision. It starts with {@code min-scale} pods and without requests. */
public final class Simulation {

	/**
	 * The autoscaler decides half a second after the activator has reported, the average
	 * of two clocks that know nothing of each other.
	 */
	private static final double TICK_OFFSET = 0.5;

	private final ScalingSettings settings;

	private final PodModel model;

	private final double[] arrivals;

	private final double[] work;

	private final float[] latencies;

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	private final Activator activator;

	private final Autoscaler autoscaler;

	private final Scaler scaler;

	private final Deployment deployment;

	private final List<Pods> history = new ArrayList<>();

	private Decision decision = new Decision(0, -1);

	private int waited;

	private Simulation(ScalingSettings settings, PodModel model, double[] arrivals, double[] work) {
		this.settings = settings;
		this.model = model;
		this.arrivals = arrivals;
		this.work = work;
		this.latencies = new float[arrivals.length];
		this.deployment = new Deployment(model, settings.minScale());
		this.activator = new Activator(settings.containerConcurrency());
		this.autoscaler = new Autoscaler(settings, 0, settings.minScale());
		this.scaler = new Scaler(settings, 0, settings.minScale());
	}

	/**
	 * Simulates a revision.
	 * @param settings the autoscaler's settings
	 * @param model how a pod behaves
	 * @param seconds the length of the traffic. The simulation ends later if requests are
	 * still waiting then
	 * @param arrivals the times of the requests in seconds, in ascending order
	 * @param work the seconds that a predictor needs for each request
	 * @return what happened
	 */
	public static Run run(ScalingSettings settings, PodModel model, int seconds, double[] arrivals, double[] work) {
		return new Simulation(settings, model, arrivals, work).run(seconds);
	}

	private Run run(int seconds) {
		this.deployment.pods().forEach((pod) -> makeReady(0, pod));
		int request = 0;
		int second = 0;
		while (second < seconds || request < this.arrivals.length || this.activator.inFlight() > 0) {
			double end = second + TICK_OFFSET;
			report(second);
			request = passTime(request, end);
			scale(second, second % Autoscaler.TICK_SECONDS == 0, end);
			request = passTime(request, second + 1);
			second++;
		}
		return new Run(this.settings, this.arrivals, this.latencies, this.history, this.deployment.starts(),
				this.deployment.startsFromZero(), this.waited, this.deployment.podSeconds(second));
	}

	private void report(int second) {
		this.history.add(new Pods(this.deployment.count(), this.activator.readyPods()));
		this.activator.report(second).ifPresent((average) -> this.autoscaler.record(second, average));
	}

	/** Handles all events until a time, and returns the first request after it. */
	private int passTime(int first, double end) {
		int request = first;
		while (true) {
			Event event = this.events.peek();
			double arrival = (request < this.arrivals.length) ? this.arrivals[request] : Double.POSITIVE_INFINITY;
			if (Math.min(arrival, (event != null) ? event.at() : Double.POSITIVE_INFINITY) >= end) {
				return request;
			}
			if (event == null || arrival < event.at()) {
				arrive(arrival, request);
				request++;
			}
			else {
				this.events.remove();
				handle(event);
			}
		}
	}

	private void arrive(double now, int request) {
		if (this.activator.readyPods() == 0) {
			this.waited++;
		}
		if (this.activator.arrive(now)) {
			this.autoscaler.record((long) now, 1);
			// With pods, the autoscaler waits for its next turn.
			if (this.decision.pods() == 0) {
				scale((long) now, true, now);
			}
		}
		this.activator.hold(request);
		handOut(now);
	}

	private void handle(Event event) {
		if (event.request() == Event.READY) {
			if (!event.pod().isStopping()) {
				makeReady(event.at(), event.pod());
			}
			return;
		}
		this.latencies[event.request()] = (float) (event.at() - this.arrivals[event.request()]);
		event.pod().answer();
		this.activator.answer(event.at());
		handOut(event.at());
	}

	private void makeReady(double now, Pod pod) {
		pod.becomeReady();
		this.activator.add(pod);
		handOut(now);
	}

	private void handOut(double now) {
		while (this.activator.holdsRequests()) {
			@Nullable Pod pod = this.activator.podWithRoom();
			if (pod == null) {
				return;
			}
			int request = this.activator.release();
			this.events.add(new Event(pod.take(now, this.work[request]), pod, request));
		}
	}

	private void scale(long second, boolean decide, double now) {
		if (decide) {
			this.decision = this.autoscaler.decide(second, this.activator.readyPods());
		}
		int wanted = this.scaler.scale(second, this.decision, this.activator.readyPods());
		this.deployment.scale(wanted, now,
				(pod) -> this.events.add(new Event(now + this.model.startSeconds(), pod, Event.READY)),
				this.activator::remove);
	}

	private record Event(double at, Pod pod, int request) implements Comparable<Event> {

		/** The pod is ready, and there is no request. */
		private static final int READY = -1;

		@Override
		public int compareTo(Event other) {
			return Double.compare(this.at, other.at);
		}

	}

}
