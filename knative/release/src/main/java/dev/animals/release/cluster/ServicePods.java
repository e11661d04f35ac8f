package dev.animals.release.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * All pods of the Service, of every revision.
 */
public final class ServicePods {

	private static final String LABEL = "serving.knative.dev/service";

	private final KubernetesClient client;

	private final String namespace;

	/** Uses the pods of a namespace. */
	public ServicePods(KubernetesClient client, String namespace) {
		this.client = client;
		this.namespace = namespace;
	}

	/**
	 * Tells the pods to stop that were not created after a time, except for those that
	 * are stopping already.
	 * @param time by the clock of the API server, which counts whole seconds
	 * @return the names of all of them, also of those that were stopping
	 */
	public Set<String> stop(Instant time) {
		Set<String> names = new TreeSet<>();
		for (Pod pod : list()) {
			if (!Instant.parse(pod.getMetadata().getCreationTimestamp()).isAfter(time)) {
				names.add(name(pod));
				if (pod.getMetadata().getDeletionTimestamp() == null) {
					// A pod that vanished meanwhile is no error.
					Api.ask(() -> this.client.pods().inNamespace(this.namespace).withName(name(pod)).delete());
				}
			}
		}
		return names;
	}

	/** Tells whether one of these pods is still there. */
	public boolean anyOf(Set<String> names) {
		return list().stream().map(ServicePods::name).anyMatch(names::contains);
	}

	private List<Pod> list() {
		return Api
			.ask(() -> this.client.pods().inNamespace(this.namespace).withLabel(LABEL, "animals").list().getItems());
	}

	private static String name(Pod pod) {
		return pod.getMetadata().getName();
	}

}
