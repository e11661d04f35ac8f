package dev.animals.capacity.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The pods of the revision: starts and stops them, and counts their time. */
final class Deployment {

	private final PodModel model;

	/** Pods that exist and do not terminate, in the order of their creation. */
	private final List<Pod> pods = new ArrayList<>();

	private int starts;

	private int startsFromZero;

	/** The time of the pods that were stopped. */
	private double podSeconds;

	/**
	 * Creates a deployment.
	 * @param model how a pod behaves
	 * @param pods the pods that exist from the beginning, which are not counted as starts
	 */
	Deployment(PodModel model, int pods) {
		this.model = model;
		for (int i = 0; i < pods; i++) {
			this.pods.add(new Pod(0, model.predictors()));
		}
	}

	/**
	 * Starts or stops pods.
	 * @param wanted the number of pods that should exist
	 * @param now the present time
	 * @param onStart is told each pod that starts
	 * @param onStop is told each pod that stops
	 */
	void scale(int wanted, double now, Consumer<Pod> onStart, Consumer<Pod> onStop) {
		while (this.pods.size() < wanted) {
			this.startsFromZero += this.pods.isEmpty() ? 1 : 0;
			this.starts++;
			Pod pod = new Pod(now, this.model.predictors());
			this.pods.add(pod);
			onStart.accept(pod);
		}
		while (this.pods.size() > wanted) {
			// Kubernetes removes pods that are not ready first, and then the youngest.
			Pod pod = this.pods.removeLast();
			onStop.accept(pod);
			pod.stop(now, this.model.stopSeconds());
			this.podSeconds += pod.lifetime(Double.POSITIVE_INFINITY);
		}
	}

	List<Pod> pods() {
		return List.copyOf(this.pods);
	}

	int count() {
		return this.pods.size();
	}

	int starts() {
		return this.starts;
	}

	int startsFromZero() {
		return this.startsFromZero;
	}

	double podSeconds(double until) {
		return this.podSeconds + this.pods.stream().mapToDouble((pod) -> pod.lifetime(until)).sum();
	}

}
