package dev.animals.release.command;

import java.util.List;
import java.util.Map;

/**
 * The SinkBindings of Knative Eventing in rendered manifests. Each of them writes the
 * address of a Broker into the containers of the Service.
 *
 * @param names the names of the SinkBindings, often none
 */
record SinkBindings(List<String> names) {

	/** Finds the SinkBindings in manifests. */
	static SinkBindings in(String manifests) {
		return new SinkBindings(Manifests.documents(manifests)
			.stream()
			.filter((document) -> "SinkBinding".equals(document.get("kind")))
			.map((document) -> (document.get("metadata") instanceof Map<?, ?> metadata)
					? String.valueOf(metadata.get("name")) : "")
			.toList());
	}

	/**
	 * Returns whether Knative Eventing also writes to the Service. The list of the
	 * Service's containers can have only one owner, so a deployment has to take it over.
	 * Knative then adds the address to the applied containers.
	 */
	boolean writeIntoTheService() {
		return !this.names.isEmpty();
	}

	/**
	 * Waits until the SinkBindings know their addresses. A Service that is applied before
	 * gets another revision with the address, which would get no traffic.
	 * @param manifests waits for the objects
	 * @return whether the addresses are known, or none are needed
	 */
	boolean haveAddresses(Manifests manifests) {
		return this.names.isEmpty()
				|| manifests.await("SinkProvided", this.names.stream().map("sinkbinding/%s"::formatted).toList());
	}

}
