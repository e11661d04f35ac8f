package dev.animals.release.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * The resources of a rollout in the cluster: the Job, its service account with its
 * rights, its settings and its report.
 */
final class JobManifest {

	static final String NAME = "animals-rollout";

	static final String REPORT = "animals-rollout-report";

	private static final String SETTINGS = "animals-rollout-settings";

	private JobManifest() {
	}

	/**
	 * Returns the resources in the order in which to create them, the Job last.
	 */
	static List<HasMetadata> of(String namespace, JobSettings settings) {
		List<HasMetadata> resources = new ArrayList<>();
		resources.add(new ConfigMapBuilder().withNewMetadata()
			.withName(SETTINGS)
			.endMetadata()
			.addToData("rollout.yaml", settings.rollout())
			.build());
		KubernetesSerialization yaml = new KubernetesSerialization();
		for (String document : text().split("(?m)^---$", -1)) {
			HasMetadata resource = yaml.unmarshal(document);
			if (resource instanceof RoleBinding binding) {
				binding.getSubjects().forEach((subject) -> subject.setNamespace(namespace));
			}
			if (resource instanceof Job job) {
				fill(job, namespace, settings);
			}
			resources.add(resource);
		}
		resources.forEach((resource) -> resource.getMetadata().setNamespace(namespace));
		return resources;
	}

	private static void fill(Job job, String namespace, JobSettings settings) {
		Map<String, String> environment = new TreeMap<>(settings.environment());
		environment.put("NAMESPACE", namespace);
		environment.put("ROLLOUT", "/settings/rollout.yaml");
		environment.put("REPORT", "/report/report.md");
		environment.put("WHERE", "job");
		job.getSpec().getTemplate().getSpec().getContainers().forEach((container) -> {
			container.setImage(settings.image());
			container.setEnv(environment.entrySet()
				.stream()
				.map((entry) -> new EnvVar(entry.getKey(), entry.getValue(), null))
				.toList());
		});
	}

	private static String text() {
		try (InputStream in = requireNonNull(JobManifest.class.getResourceAsStream("/job.yaml"))) {
			return new String(in.readAllBytes(), UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
