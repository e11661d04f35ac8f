package dev.animals.release.rollout;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Service of Knative, by the API server. State and decision are annotations, the lock
 * is a Lease.
 */
public final class KnativeCluster implements Cluster {

	private static final String STATE = "animals.dev/rollout";

	private static final String DECISION = "animals.dev/rollout-decision";

	private static final String NAME = "animals";

	private static final String LEASE = "animals-rollout";

	/**
	 * Longer than a look and the time that one request to the API server may take. The
	 * clocks of two machines that roll out may differ by less than this.
	 */
	private static final Duration LEASE_DURATION = Duration.ofSeconds(60);

	private static final int CONFLICT = 409;

	/** An annotation may hold 256 KiB with all others; a person reads less. */
	private static final int LONGEST_DECISION = 2000;

	/** By the API server's own limit. */
	private static final int LONGEST_MESSAGE = 1000;

	private static final ResourceDefinitionContext SERVICES = new ResourceDefinitionContext.Builder()
		.withGroup("serving.knative.dev")
		.withVersion("v1")
		.withKind("Service")
		.withPlural("services")
		.withNamespaced(true)
		.build();

	private static final JsonMapper MAPPER = new JsonMapper();

	private final KubernetesClient client;

	private final String namespace;

	private final String holder;

	/**
	 * Uses a Service.
	 * @param client does not try again by itself
	 * @param namespace where it is
	 * @param holder tells who holds the lock; no two are alike
	 */
	public KnativeCluster(KubernetesClient client, String namespace, String holder) {
		this.client = client;
		this.namespace = namespace;
		this.holder = holder;
	}

	@Override
	public boolean lock() {
		return ask(() -> {
			ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
			Lease lease = this.client.leases().inNamespace(this.namespace).withName(LEASE).get();
			try {
				if (lease == null) {
					this.client.leases().inNamespace(this.namespace).resource(lease(null, now)).create();
					return true;
				}
				String other = lease.getSpec().getHolderIdentity();
				boolean free = other == null || other.isEmpty() || other.equals(this.holder)
						|| lease.getSpec().getRenewTime().plus(LEASE_DURATION).isBefore(now);
				if (free) {
					// With the version that was read, so that of two only one succeeds.
					this.client.leases()
						.inNamespace(this.namespace)
						.resource(lease(lease.getMetadata().getResourceVersion(), now))
						.update();
				}
				return free;
			}
			catch (KubernetesClientException ex) {
				if (ex.getCode() == CONFLICT) {
					return false;
				}
				throw ex;
			}
		});
	}

	private Lease lease(@Nullable String version, ZonedDateTime now) {
		return new LeaseBuilder().withNewMetadata()
			.withName(LEASE)
			.withResourceVersion(version)
			.endMetadata()
			.withNewSpec()
			.withHolderIdentity(this.holder)
			.withLeaseDurationSeconds((int) LEASE_DURATION.toSeconds())
			.withRenewTime(now)
			.endSpec()
			.build();
	}

	@Override
	public void unlock() {
		ask(() -> {
			Lease lease = this.client.leases().inNamespace(this.namespace).withName(LEASE).get();
			if (lease != null && this.holder.equals(lease.getSpec().getHolderIdentity())) {
				this.client.leases().inNamespace(this.namespace).resource(lease).delete();
			}
			return true;
		});
	}

	@Override
	public Service read() {
		return ask(() -> {
			GenericKubernetesResource resource = service().get();
			if (resource == null) {
				throw new IllegalStateException("There is no Service animals in " + this.namespace + ".");
			}
			JsonNode json = MAPPER.valueToTree(resource.getAdditionalProperties());
			List<Target> traffic = new ArrayList<>();
			for (JsonNode target : json.path("spec").path("traffic")) {
				traffic.add(new Target(target.has("tag") ? target.path("tag").stringValue() : null,
						target.path("revisionName").asString(""), target.path("percent").asInt(0)));
			}
			Map<String, String> urls = new TreeMap<>();
			for (JsonNode target : json.path("status").path("traffic")) {
				if (target.has("tag") && target.has("url")) {
					urls.put(target.path("tag").stringValue(), target.path("url").stringValue());
				}
			}
			Map<String, String> annotations = Optional.ofNullable(resource.getMetadata().getAnnotations())
				.orElse(Map.of());
			return new Service(resource.getMetadata().getResourceVersion(), traffic, urls,
					Optional.ofNullable(annotations.get(STATE)).map((text) -> MAPPER.readValue(text, State.class)));
		});
	}

	@Override
	public boolean write(Service before, List<Target> traffic, @Nullable State state, @Nullable String decision) {
		Map<String, @Nullable Object> annotations = new LinkedHashMap<>();
		annotations.put(STATE, (state == null) ? null : MAPPER.writeValueAsString(state));
		if (decision != null) {
			annotations.put(DECISION, shortened(decision, LONGEST_DECISION));
		}
		List<Map<String, Object>> targets = new ArrayList<>();
		for (Target target : traffic) {
			Map<String, Object> entry = new LinkedHashMap<>();
			if (target.tag() != null) {
				entry.put("tag", target.tag());
			}
			entry.put("revisionName", target.revision());
			entry.put("latestRevision", false);
			entry.put("percent", target.percent());
			targets.add(entry);
		}
		String patch = MAPPER.writeValueAsString(
				Map.of("metadata", Map.of("resourceVersion", before.version(), "annotations", annotations), "spec",
						Map.of("traffic", targets)));
		return ask(() -> {
			try {
				service().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
				return true;
			}
			catch (KubernetesClientException ex) {
				if (ex.getCode() == CONFLICT) {
					return false;
				}
				throw ex;
			}
		});
	}

	@Override
	public void event(boolean warning, String reason, String message) {
		ask(() -> {
			String now = ZonedDateTime.now(ZoneOffset.UTC).withNano(0).toString();
			GenericKubernetesResource service = service().require();
			this.client.v1()
				.events()
				.inNamespace(this.namespace)
				.resource(new EventBuilder().withNewMetadata()
					.withGenerateName(LEASE + "-")
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
					.withComponent(LEASE)
					.endSource()
					.build())
				.create();
			return true;
		});
	}

	@Override
	public int restarts(String revision) {
		return ask(() -> this.client.pods()
			.inNamespace(this.namespace)
			.withLabel("serving.knative.dev/revision", revision)
			.list()
			.getItems()
			.stream()
			.flatMap((pod) -> pod.getStatus().getContainerStatuses().stream())
			.mapToInt((status) -> status.getRestartCount())
			.sum());
	}

	private Resource<GenericKubernetesResource> service() {
		return this.client.genericKubernetesResources(SERVICES).inNamespace(this.namespace).withName(NAME);
	}

	private static String shortened(String text, int length) {
		return (text.length() <= length) ? text : text.substring(0, length - 1) + "…";
	}

	/** What will not change by trying again is no matter of waiting. */
	private static <T> T ask(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (KubernetesClientException ex) {
			if (ex.getCode() == 401 || ex.getCode() == 403 || ex.getCode() == 404 || ex.getCode() == 422) {
				throw new IllegalStateException("The API server refuses: " + ex.getMessage(), ex);
			}
			throw new UnreachableException("%s %s".formatted(ex.getMessage(), ex.getCause()), ex);
		}
	}

}
