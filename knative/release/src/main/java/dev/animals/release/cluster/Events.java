package dev.animals.release.cluster;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;

/**
 * Writes Events about the Service, which {@code kubectl describe} shows.
 *
 * @param client the client of the API server
 * @param namespace the namespace of the Service
 */
record Events(KubernetesClient client, String namespace) {

	/** The longest message, because the API server allows 1,024 characters. */
	private static final int LONGEST_MESSAGE = 1000;

	/** Writes an Event, and returns whether it was written. */
	boolean write(Resource<GenericKubernetesResource> about, boolean warning, String reason, String message) {
		try {
			return Api.ask(() -> {
				String now = ZonedDateTime.now(ZoneOffset.UTC).withNano(0).toString();
				GenericKubernetesResource service = about.require();
				this.client.v1()
					.events()
					.inNamespace(this.namespace)
					.resource(new EventBuilder().withNewMetadata()
						.withGenerateName(LeaseLock.NAME + "-")
						.endMetadata()
						.withNewInvolvedObject()
						.withApiVersion("serving.knative.dev/v1")
						.withKind("Service")
						.withName(service.getMetadata().getName())
						.withNamespace(this.namespace)
						.withUid(service.getMetadata().getUid())
						.endInvolvedObject()
						.withType(warning ? "Warning" : "Normal")
						.withReason(reason)
						.withMessage(
								(message.length() <= LONGEST_MESSAGE) ? message : message.substring(0, LONGEST_MESSAGE))
						.withFirstTimestamp(now)
						.withLastTimestamp(now)
						.withCount(1)
						.withNewSource()
						.withComponent(LeaseLock.NAME)
						.endSource()
						.build())
					.create();
				return true;
			});
		}
		catch (ClusterException | KubernetesClientException | IllegalArgumentException ex) {
			return false;
		}
	}

}
