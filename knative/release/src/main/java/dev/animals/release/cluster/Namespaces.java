package dev.animals.release.cluster;

import java.util.Map;
import java.util.Optional;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Creates and deletes namespaces, and recognises those that belong to this service.
 */
public final class Namespaces {

	/**
	 * The label that base/namespace.yaml sets. Namespaces of other software do not have
	 * it.
	 */
	private static final String LABEL = "animals.dev/applied-by";

	private final KubernetesClient client;

	/** Uses a client. */
	public Namespaces(KubernetesClient client) {
		this.client = client;
	}

	/** Tells whether a namespace exists and belongs to this service. */
	public State state(String name) {
		Namespace namespace = Api.ask(() -> this.client.namespaces().withName(name).get());
		if (namespace == null) {
			return State.MISSING;
		}
		Map<String, String> labels = Optional.ofNullable(namespace.getMetadata().getLabels()).orElse(Map.of());
		return labels.containsKey(LABEL) ? State.OURS : State.FOREIGN;
	}

	/** Creates a namespace that belongs to this service. */
	public void create(String name) {
		Api.ask(() -> this.client.namespaces()
			.resource(new NamespaceBuilder().withNewMetadata()
				.withName(name)
				.addToLabels(LABEL, "administrator")
				.endMetadata()
				.build())
			.create());
	}

	/** Deletes a namespace with everything in it. */
	public void delete(String name) {
		Api.ask(() -> this.client.namespaces().withName(name).delete());
	}

	/** Tells whether this identity may change a namespace. */
	public boolean mayChange(String name) {
		return Api.ask(() -> this.client.authorization()
			.v1()
			.selfSubjectAccessReview()
			.create(new SelfSubjectAccessReviewBuilder().withNewSpec()
				.withNewResourceAttributes()
				.withResource("namespaces")
				.withName(name)
				.withNamespace(name)
				.withVerb("patch")
				.endResourceAttributes()
				.endSpec()
				.build())
			.getStatus()
			.getAllowed());
	}

	/** Tells whether the cluster has the API group of Knative Eventing. */
	public boolean receiveEvents() {
		return Api.ask(() -> this.client.getApiGroup("eventing.knative.dev") != null);
	}

	/** Whether a namespace may be changed. */
	public enum State {

		/** There is no such namespace. */
		MISSING,

		/** It was created for this service. */
		OURS,

		/** It belongs to something else. */
		FOREIGN

	}

}
