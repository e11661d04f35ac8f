package dev.animals.e2e.autoscaling;

import java.util.Locale;

import dev.animals.e2e.Environment;

/**
 * The autoscaling settings of one run.
 *
 * @param concurrency the most requests in a pod at once, {@code containerConcurrency}
 * @param target the requests in a pod for which the autoscaler aims; it uses 70 % of this
 * @param window the seconds over which the autoscaler averages; a tenth of them when the
 * load doubles
 */
record Scaling(int concurrency, int target, int window) {

	/** Creates a revision with these settings, and a traffic tag with the same name. */
	void create(Environment environment) {
		environment.kn("service", "update", "animals", "--revision-name", "animals-" + name(), "--concurrency-limit",
				String.valueOf(this.concurrency), "--scale-target", String.valueOf(this.target), "--scale-window",
				this.window + "s", "--tag", "animals-" + name() + "=" + name());
	}

	/** Returns the label selector of the revision's pods. */
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
