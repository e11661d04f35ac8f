package dev.animals.release.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * The resources of a rollout in the cluster: the Job, its settings, its report, and its
 * service account with its rights.
 */
final class JobManifest {

	static final String NAME = "animals-rollout";

	static final String REPORT = "animals-rollout-report";

	/** The annotation of the Job with the image of the candidate. */
	static final String IMAGE = "animals.dev/image";

	private static final String SETTINGS = "animals-rollout-settings";

	private JobManifest() {
	}

	/**
	 * Returns the Job's service account and its rights, which only an administrator may
	 * apply.
	 */
	static List<HasMetadata> rights(String namespace) {
		List<HasMetadata> resources = read("/rights/account.yaml", namespace);
		resources.stream()
			.filter(RoleBinding.class::isInstance)
			.map(RoleBinding.class::cast)
			.flatMap((binding) -> binding.getSubjects().stream())
			.forEach((subject) -> subject.setNamespace(namespace));
		return resources;
	}

	/**
	 * Returns the Job, its settings and its report in the order in which to create them,
	 * the Job last.
	 */
	static List<HasMetadata> of(String namespace, JobSettings settings) {
		List<HasMetadata> resources = new ArrayList<>();
		resources.add(new ConfigMapBuilder().withNewMetadata()
			.withName(SETTINGS)
			.withNamespace(namespace)
			.endMetadata()
			.addToData("rollout.yaml", settings.rollout())
			.build());
		resources.addAll(read("/job.yaml", namespace));
		if (resources.getLast() instanceof Job job) {
			fill(job, namespace, settings);
		}
		return resources;
	}

	private static List<HasMetadata> read(String file, String namespace) {
		KubernetesSerialization yaml = new KubernetesSerialization();
		return Pattern.compile("(?m)^---$").splitAsStream(text(file)).map((document) -> {
			HasMetadata resource = yaml.unmarshal(document);
			resource.getMetadata().setNamespace(namespace);
			return resource;
		}).toList();
	}

	private static void fill(Job job, String namespace, JobSettings settings) {
		job.getMetadata().setAnnotations(Map.of(IMAGE, settings.candidateImage()));
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

	private static String text(String file) {
		try (InputStream in = requireNonNull(JobManifest.class.getResourceAsStream(file))) {
			return new String(in.readAllBytes(), UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
