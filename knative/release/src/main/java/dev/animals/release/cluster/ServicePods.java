package dev.animals.release.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * The pods of all revisions of the Service.
 */
public final class ServicePods {

	private static final String LABEL = "serving.knative.dev/service";

	private final KubernetesClient client;

	private final String namespace;

	/** Creates access to the pods of a namespace. */
	public ServicePods(KubernetesClient client, String namespace) {
		this.client = client;
		this.namespace = namespace;
	}

	/**
	 * Stops all pods that were created at or before a time.
	 * @param time a time of the clock of the API server, in whole seconds
	 * @return the names of these pods, including those that were already stopping
	 */
	public Set<String> stop(Instant time) {
		Set<String> names = new TreeSet<>();
		for (Pod pod : list()) {
			if (!Instant.parse(pod.getMetadata().getCreationTimestamp()).isAfter(time)) {
				names.add(name(pod));
				if (pod.getMetadata().getDeletionTimestamp() == null) {
					// It is not an error if the pod no longer exists.
					Api.ask(() -> this.client.pods().inNamespace(this.namespace).withName(name(pod)).delete());
				}
			}
		}
		return names;
	}

	/** Tells whether one of these pods still exists. */
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
