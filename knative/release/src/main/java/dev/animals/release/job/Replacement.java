package dev.animals.release.job;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * Tells whether another pod will resume the rollout if this one is stopped. It will if
 * the node is drained, but not if somebody has deleted the Job.
 *
 * @param client the client of the API server
 * @param namespace the namespace of the Service
 */
public record Replacement(KubernetesClient client, String namespace) implements BooleanSupplier {

	@Override
	public boolean getAsBoolean() {
		try {
			return Optional
				.ofNullable(
						this.client.batch().v1().jobs().inNamespace(this.namespace).withName(JobManifest.NAME).get())
				.filter(Replacement::stays)
				.isPresent();
		}
		catch (KubernetesClientException ex) {
			// If the API server does not answer, it is safer to give stable all traffic.
			return false;
		}
	}

	private static boolean stays(Job job) {
		boolean suspended = Boolean.TRUE.equals(job.getSpec().getSuspend());
		return job.getMetadata().getDeletionTimestamp() == null && !suspended && !ClusterRollout.isOver(job);
	}

}
