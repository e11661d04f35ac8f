package dev.animals.release.job;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * Tells whether another pod resumes the rollout if this one is stopped. That is so if its
 * node is drained, but not if somebody deletes the Job.
 *
 * @param client the client
 * @param namespace the Service's
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
			// Without an answer, traffic on stable is the safe end.
			return false;
		}
	}

	private static boolean stays(Job job) {
		boolean suspended = Boolean.TRUE.equals(job.getSpec().getSuspend());
		return job.getMetadata().getDeletionTimestamp() == null && !suspended && !ClusterRollout.isOver(job);
	}

}
