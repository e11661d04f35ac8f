package dev.animals.release.cluster;

import java.net.ConnectException;
import java.util.function.Supplier;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * Calls the API server and classifies failures.
 */
final class Api {

	static final ResourceDefinitionContext SERVICES = serving("Service", "services");

	static final ResourceDefinitionContext REVISIONS = serving("Revision", "revisions");

	static final int NOT_FOUND = 404;

	static final int CONFLICT = 409;

	private Api() {
	}

	/**
	 * Calls the API server. Failures become a {@link ClusterException}, which tells
	 * whether another attempt may succeed.
	 */
	static <T> T ask(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (KubernetesClientException ex) {
			String message = sentence(ex);
			if (ex.getCode() >= 400 && ex.getCode() < 500 && ex.getCode() != 408 && ex.getCode() != 429) {
				throw new ClusterException.Denied(ex.getCode(), "The API server rejected the request: " + message, ex);
			}
			throw new ClusterException.Unreachable("The API server did not answer: " + message, ex);
		}
	}

	private static String sentence(KubernetesClientException ex) {
		if (ex.getStatus() != null && ex.getStatus().getMessage() != null) {
			return ex.getStatus().getMessage();
		}
		Throwable cause = ex;
		while (cause.getCause() != null && !(cause instanceof ConnectException)) {
			cause = cause.getCause();
		}
		if (cause instanceof ConnectException) {
			return "no connection could be made. Is it running, and does the kubeconfig have its address?";
		}
		return (cause.getMessage() == null) ? cause.getClass().getSimpleName() : cause.getMessage();
	}

	private static ResourceDefinitionContext serving(String kind, String plural) {
		return new ResourceDefinitionContext.Builder().withGroup("serving.knative.dev")
			.withVersion("v1")
			.withKind(kind)
			.withPlural(plural)
			.withNamespaced(true)
			.build();
	}

}
