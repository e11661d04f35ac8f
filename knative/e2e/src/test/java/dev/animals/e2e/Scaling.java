package dev.animals.e2e;

import java.util.Locale;

/**
 * One setting of what decides when requests wait and when pods come and go.
 *
 * @param concurrency how many requests are let into a pod at once,
 * {@code containerConcurrency}
 * @param target how many the autoscaler wants in a pod, of which it takes 70 %
 * @param window seconds over which it averages them; a tenth of it when they double
 */
record Scaling(int concurrency, int target, int window) {

	/** A revision of its own with this setting, and a traffic tag of the same name. */
	void create(Environment environment) {
		environment.kn("service", "update", "animals", "--revision-name", "animals-" + name(), "--concurrency-limit",
				String.valueOf(this.concurrency), "--scale-target", String.valueOf(this.target), "--scale-window",
				this.window + "s", "--tag", "animals-" + name() + "=" + name());
	}

	/** The label that its pods have. */
	String selector() {
		return "serving.knative.dev/revision=animals-" + name();
	}

	String name() {
		return String.format(Locale.ROOT, "c%d-t%d-w%d", this.concurrency, this.target, this.window);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "containerConcurrency %d, target %d, window %d s", this.concurrency,
				this.target, this.window);
	}

}
