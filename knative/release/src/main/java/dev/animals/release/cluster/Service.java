package dev.animals.release.cluster;

import java.util.Map;
import java.util.Optional;

import dev.animals.release.traffic.Traffic;

/**
 * One reading of the Service.
 *
 * @param version the resource version, which changes with every write
 * @param generation the generation of the spec
 * @param traffic the traffic that the spec asks for
 * @param routed the traffic that the gateway has, empty until the first route was ready
 * @param url the address of the users, if the Service has one already
 * @param urls the addresses of the traffic tags
 * @param annotations the annotations of the Service
 * @param status what Knative says about it
 */
public record Service(String version, long generation, Traffic traffic, Traffic routed, Optional<String> url,
		Map<String, String> urls, Map<String, String> annotations, Status status) {

	/** Copies the maps. */
	public Service {
		urls = Map.copyOf(urls);
		annotations = Map.copyOf(annotations);
	}

	/**
	 * What Knative says about a Service.
	 *
	 * @param observedGeneration the generation that the conditions are about
	 * @param configurations whether the newest revision is ready
	 * @param routes whether the gateway has the traffic
	 * @param latestCreated the newest revision, empty if there is none
	 * @param latestReady the newest revision that is ready, empty if there is none
	 */
	public record Status(long observedGeneration, Condition configurations, Condition routes, String latestCreated,
			String latestReady) {
	}

	/**
	 * A condition.
	 *
	 * @param status {@code True}, {@code False} or {@code Unknown}
	 * @param reason the reason in one word, may be empty
	 * @param message the reason in a sentence, may be empty
	 */
	public record Condition(String status, String reason, String message) {

		/**
		 * Tells whether the condition is still about an older specification. Knative then
		 * has not created the newest revision yet.
		 */
		public boolean isOutdated() {
			return this.reason.equals("OutOfDate");
		}

		/** Tells whether it holds. */
		public boolean isTrue() {
			return this.status.equals("True");
		}

		/** Tells whether it failed. */
		public boolean isFalse() {
			return this.status.equals("False");
		}

	}

}
