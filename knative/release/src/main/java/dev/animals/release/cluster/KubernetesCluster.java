package dev.animals.release.cluster;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.cluster.Service.Condition;
import dev.animals.release.traffic.Entry;
import dev.animals.release.traffic.Traffic;

/**
 * The Service {@code animals} by the API server.
 */
public final class KubernetesCluster implements Cluster {

	private static final String NAME = "animals";

	private static final Duration POLL = Duration.ofMillis(200);

	/** Annotations may hold 256 KiB together; a person reads less. */
	private static final int LONGEST_DECISION = 2000;

	/** The API server's own limit is 1024. */
	private static final int LONGEST_MESSAGE = 1000;

	private static final String MIN_SCALE = "autoscaling.knative.dev/min-scale";

	/** Holds the min-scale that a revision had before it was kept warm. */
	private static final String MIN_SCALE_BEFORE = "animals.dev/min-scale-before";

	/** Annotations of a revision that Knative writes. */
	private static final Set<String> WRITTEN = Set.of("serving.knative.dev/creator", "serving.knative.dev/lastPinned",
			"serving.knative.dev/routes", "serving.knative.dev/routingStateModified");

	private static final JsonMapper MAPPER = new JsonMapper();

	private final KubernetesClient client;

	private final String namespace;

	private final String holder;

	/**
	 * Uses the Service of a namespace.
	 * @param client does not try again by itself
	 * @param namespace the namespace
	 * @param holder the name in the Lease, which is different in every process
	 */
	public KubernetesCluster(KubernetesClient client, String namespace, String holder) {
		this.client = client;
		this.namespace = namespace;
		this.holder = holder;
	}

	@Override
	public Optional<Service> find() {
		return Api.ask(() -> Optional.ofNullable(service().get()).map(ServiceReader::read));
	}

	@Override
	public Optional<Long> write(Service before, Traffic traffic, Map<String, @Nullable String> annotations) {
		Map<String, @Nullable String> shortened = new LinkedHashMap<>(annotations);
		shortened.computeIfPresent(DECISION, (_, sentence) -> shortened(sentence, LONGEST_DECISION));
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
		String patch = MAPPER.writeValueAsString(
				Map.of("metadata", Map.of("resourceVersion", before.version(), "annotations", shortened), "spec",
						Map.of("traffic", entries)));
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
				// The deadline decides how long this may last.
			}
			if (System.nanoTime() > deadline) {
				return false;
			}
			Thread.sleep(POLL);
		}
	}

	@Override
	public boolean ready(String revision) {
		GenericKubernetesResource resource = Api.ask(() -> revision(revision).get());
		if (resource == null) {
			return false;
		}
		// A revision that scaled to zero is ready; only its condition Active is not.
		Condition ready = ServiceReader.condition(ServiceReader.status(resource), "Ready");
		return ready.isTrue();
	}

	/**
	 * Returns what makes a revision differ from others: its spec, and its annotations
	 * without those that Knative and its clients write.
	 */
	public String fingerprint(String revision) {
		GenericKubernetesResource resource = Api.ask(() -> revision(revision).get());
		if (resource == null) {
			return "";
		}
		Map<String, String> annotations = new TreeMap<>(
				Optional.ofNullable(resource.getMetadata().getAnnotations()).orElse(Map.of()));
		String scale = annotations.remove(MIN_SCALE_BEFORE);
		if (scale != null) {
			annotations.put(MIN_SCALE, scale);
		}
		annotations.keySet().removeIf((name) -> name.startsWith("client.knative.dev/") || WRITTEN.contains(name));
		return MAPPER
			.writeValueAsString(List.of(resource.getAdditionalProperties().getOrDefault("spec", ""), annotations));
	}

	/** Returns the image of a revision, empty if there is no such revision. */
	public Optional<String> image(String revision) {
		return Optional.ofNullable(Api.ask(() -> revision(revision).get()))
			.map((resource) -> MAPPER.<JsonNode>valueToTree(resource.getAdditionalProperties()))
			.map((json) -> json.path("spec").path("containers").path(0).path("image").asString(""))
			.filter((image) -> !image.isEmpty());
	}

	/** Tells whether a field manager has applied fields of the Service. */
	public boolean hasFieldsOf(String manager) {
		return Api.ask(() -> Stream.ofNullable(service().get())
			.flatMap((resource) -> Stream.ofNullable(resource.getMetadata().getManagedFields()))
			.flatMap(List::stream)
			.anyMatch((entry) -> manager.equals(entry.getManager())));
	}

	/** Deletes the Service, if there is one. */
	public void deleteService() {
		Api.ask(() -> service().delete());
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
	public boolean keepWarm(String revision, boolean warm) {
		try {
			return Api.ask(() -> {
				GenericKubernetesResource resource = revision(revision).get();
				if (resource == null) {
					return false;
				}
				Map<String, String> now = Optional.ofNullable(resource.getMetadata().getAnnotations()).orElse(Map.of());
				if (warm == now.containsKey(MIN_SCALE_BEFORE)) {
					return true;
				}
				Map<String, @Nullable String> annotations = new LinkedHashMap<>();
				annotations.put(MIN_SCALE_BEFORE, warm ? now.getOrDefault(MIN_SCALE, "") : null);
				String before = now.getOrDefault(MIN_SCALE_BEFORE, "");
				annotations.put(MIN_SCALE, warm ? atLeastOne(now.get(MIN_SCALE)) : before.isEmpty() ? null : before);
				revision(revision).patch(PatchContext.of(PatchType.JSON_MERGE),
						MAPPER.writeValueAsString(Map.of("metadata", Map.of("annotations", annotations))));
				return true;
			});
		}
		catch (ClusterException.Denied ex) {
			return false;
		}
	}

	private static String atLeastOne(@Nullable String scale) {
		return (scale == null || scale.isEmpty() || scale.equals("0")) ? "1" : scale;
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
		try {
			return Api.ask(() -> {
				String now = ZonedDateTime.now(ZoneOffset.UTC).withNano(0).toString();
				GenericKubernetesResource service = service().require();
				this.client.v1()
					.events()
					.inNamespace(this.namespace)
					.resource(new EventBuilder().withNewMetadata()
						.withGenerateName(LeaseLock.NAME + "-")
						.endMetadata()
						.withNewInvolvedObject()
						.withApiVersion("serving.knative.dev/v1")
						.withKind("Service")
						.withName(NAME)
						.withNamespace(this.namespace)
						.withUid(service.getMetadata().getUid())
						.endInvolvedObject()
						.withType(warning ? "Warning" : "Normal")
						.withReason(reason)
						.withMessage(shortened(message, LONGEST_MESSAGE))
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

	private Resource<GenericKubernetesResource> service() {
		return this.client.genericKubernetesResources(Api.SERVICES).inNamespace(this.namespace).withName(NAME);
	}

	private Resource<GenericKubernetesResource> revision(String name) {
		return this.client.genericKubernetesResources(Api.REVISIONS).inNamespace(this.namespace).withName(name);
	}

	private static String shortened(String text, int length) {
		return (text.length() <= length) ? text : text.substring(0, length - 1) + "…";
	}

}
