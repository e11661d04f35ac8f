package dev.animals.release.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.traffic.Entry;
import dev.animals.release.traffic.Traffic;

/** The Service {@code animals}, read and changed through the API server. */
public final class KubernetesCluster implements Cluster {

	private static final String NAME = "animals";

	private static final Duration POLL = Duration.ofMillis(200);

	/** The longest decision, in characters. All annotations together may have 256 KiB. */
	private static final int LONGEST_DECISION = 2000;

	private static final JsonMapper MAPPER = new JsonMapper();

	private final KubernetesClient client;

	private final String namespace;

	private final String holder;

	private final Revisions revisions;

	private final Events events;

	/**
	 * Creates access to the Service of a namespace.
	 * @param client the client, which must not repeat failed requests
	 * @param namespace the namespace
	 * @param holder the name of this process in the Lease, different in every process
	 */
	public KubernetesCluster(KubernetesClient client, String namespace, String holder) {
		this.client = client;
		this.namespace = namespace;
		this.holder = holder;
		this.revisions = new Revisions(client, namespace);
		this.events = new Events(client, namespace);
	}

	@Override
	public Optional<Service> find() {
		return Api.ask(() -> Optional.ofNullable(service().get()).map(ServiceReader::read));
	}

	@Override
	public Optional<Long> write(Service before, Traffic traffic, Map<String, @Nullable String> annotations) {
		List<Map<String, Object>> entries = new ArrayList<>();
		for (Entry entry : traffic.entries()) {
			Map<String, Object> json = new LinkedHashMap<>();
			if (entry.tag() != null) {
				json.put("tag", entry.tag());
			}
			if (!entry.latest()) {
				json.put("revisionName", entry.revision());
			}
			json.put("latestRevision", entry.latest());
			json.put("percent", entry.percent());
			entries.add(json);
		}
		return patch(before, annotations, Map.of("traffic", entries));
	}

	/**
	 * Writes annotations, unless somebody else changed the Service since it was read.
	 * @param annotations the annotations to set; null removes one
	 * @return whether they were written
	 */
	public boolean annotate(Service before, Map<String, @Nullable String> annotations) {
		return patch(before, annotations, Map.of()).isPresent();
	}

	private Optional<Long> patch(Service before, Map<String, @Nullable String> annotations, Map<String, Object> spec) {
		Map<String, @Nullable String> shortened = new LinkedHashMap<>(annotations);
		shortened.computeIfPresent(DECISION, (_, sentence) -> (sentence.length() <= LONGEST_DECISION) ? sentence
				: sentence.substring(0, LONGEST_DECISION - 1) + "…");
		String patch = MAPPER.writeValueAsString(Map.of("metadata",
				Map.of("resourceVersion", before.version(), "annotations", shortened), "spec", spec));
		return Api.ask(() -> {
			try {
				GenericKubernetesResource after = service().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
				return Optional.of(ServiceReader.generation(after.getMetadata()));
			}
			catch (KubernetesClientException ex) {
				if (ex.getCode() == Api.CONFLICT) {
					return Optional.empty();
				}
				throw ex;
			}
		});
	}

	@Override
	public boolean awaitRoutes(long generation, Duration limit) throws InterruptedException {
		long deadline = System.nanoTime() + limit.toNanos();
		while (true) {
			try {
				Service service = read();
				if (service.status().observedGeneration() >= generation && service.status().routes().isTrue()) {
					return true;
				}
			}
			catch (ClusterException.Unreachable ex) {
				// The API server may answer again before the deadline.
			}
			if (System.nanoTime() > deadline) {
				return false;
			}
			Thread.sleep(POLL);
		}
	}

	/** Tells whether a field manager set the Service's template. */
	public boolean ownsTemplate(String manager) {
		return Api.ask(() -> Stream.ofNullable(service().get())
			.flatMap((resource) -> Stream.ofNullable(resource.getMetadata().getManagedFields()))
			.flatMap(List::stream)
			.filter((entry) -> manager.equals(entry.getManager()) && entry.getFieldsV1() != null)
			.map((entry) -> entry.getFieldsV1().getAdditionalProperties().get("f:spec"))
			.anyMatch((spec) -> spec instanceof Map<?, ?> fields && fields.containsKey("f:template")));
	}

	/** Deletes the Service, if there is one. */
	public void deleteService() {
		Api.ask(() -> service().delete());
	}

	@Override
	public boolean ready(String revision) {
		return this.revisions.ready(revision);
	}

	/** Returns the spec and annotations of a revision, as text that can be compared. */
	public String fingerprint(String revision) {
		return this.revisions.fingerprint(revision);
	}

	/** Returns the images of all containers of a revision; empty if it names none. */
	public List<String> images(String revision) {
		return this.revisions.images(revision);
	}

	/** Returns the image of a revision; empty if there is no such revision. */
	public Optional<String> image(String revision) {
		return this.revisions.image(revision);
	}

	@Override
	public boolean keepWarm(String revision, int pods) {
		return this.revisions.keepWarm(revision, pods);
	}

	@Override
	public Pods pods(String revision) {
		return Api.ask(() -> PodReader.read(this.client.pods()
			.inNamespace(this.namespace)
			.withLabel("serving.knative.dev/revision", revision)
			.list()
			.getItems()));
	}

	@Override
	public Lock lock() {
		return LeaseLock.take(this.client, this.namespace, this.holder);
	}

	@Override
	public Optional<String> holder() {
		return LeaseLock.holder(this.client, this.namespace);
	}

	@Override
	public boolean event(boolean warning, String reason, String message) {
		return this.events.write(service(), warning, reason, message);
	}

	private Resource<GenericKubernetesResource> service() {
		return this.client.genericKubernetesResources(Api.SERVICES).inNamespace(this.namespace).withName(NAME);
	}

}
