package dev.animals.release.cluster;

import java.util.Map;
import java.util.Optional;

import dev.animals.release.traffic.Traffic;

/**
 * The Service as it was read at one time.
 *
 * @param version the resource version, which changes with every write
 * @param generation the generation of the spec
 * @param traffic the traffic in the spec
 * @param routed the traffic that the gateway has; empty until the first route is ready
 * @param url the address for users, if the Service has one already
 * @param urls the addresses of the traffic tags
 * @param annotations the annotations of the Service
 * @param status the status that Knative reports
 */
public record Service(String version, long generation, Traffic traffic, Traffic routed, Optional<String> url,
		Map<String, String> urls, Map<String, String> annotations, Status status) {

	/** Copies the maps. */
	public Service {
		urls = Map.copyOf(urls);
		annotations = Map.copyOf(annotations);
	}

	/**
	 * The status of a Service.
	 *
	 * @param observedGeneration the generation to which the conditions belong
	 * @param configurations whether the newest revision is ready
	 * @param routes whether the gateway has the traffic
	 * @param latestCreated the newest revision; empty if there is none
	 * @param latestReady the newest revision that is ready; empty if there is none
	 */
	public record Status(long observedGeneration, Condition configurations, Condition routes, String latestCreated,
			String latestReady) {
	}

	/**
	 * A condition.
	 *
	 * @param status {@code True}, {@code False} or {@code Unknown}
	 * @param reason the reason in one word; may be empty
	 * @param message the reason in a sentence; may be empty
	 */
	public record Condition(String status, String reason, String message) {

		/**
		 * Tells whether the conditions belong to an older generation, because Knative has
		 * not handled the last change yet.
		 */
		public boolean isOutdated() {
			return this.reason.equals("OutOfDate");
		}

		/** Tells whether the condition holds. */
		public boolean isTrue() {
			return this.status.equals("True");
		}

		/** Tells whether the condition has failed. */
		public boolean isFalse() {
			return this.status.equals("False");
		}

	}

}
