package dev.animals.release.cluster;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Secret with the feedback key: {@code key} signs and verifies, {@code previous} only
 * verifies. Values are in base64, as in the API. The key never appears in the arguments
 * of a program or in a file.
 */
public final class FeedbackSecret {

	/** The Secret's name. */
	public static final String NAME = "animals-feedback";

	private static final JsonMapper MAPPER = new JsonMapper();

	private final KubernetesClient client;

	private final String namespace;

	/** Creates access to the Secret of a namespace. */
	public FeedbackSecret(KubernetesClient client, String namespace) {
		this.client = client;
		this.namespace = namespace;
	}

	/** Reads the Secret, if there is one. */
	public Optional<Content> read() {
		return Api.ask(() -> Optional.ofNullable(secret().get())
			.map((secret) -> new Content(secret.getMetadata().getResourceVersion(),
					Optional.ofNullable(secret.getData()).orElse(Map.of()),
					Optional.ofNullable(secret.getMetadata().getAnnotations()).orElse(Map.of()), written(secret))));
	}

	/** Creates the Secret with a random key unless there is one already. */
	public void createIfMissing() {
		Api.ask(() -> {
			try {
				if (secret().get() == null) {
					create(Map.of("key", randomKey()));
				}
				return true;
			}
			catch (KubernetesClientException ex) {
				if (ex.getCode() == Api.CONFLICT) {
					return true;
				}
				throw ex;
			}
		});
	}

	/** Creates the Secret. */
	public void create(Map<String, String> data) {
		Api.ask(() -> this.client.secrets()
			.inNamespace(this.namespace)
			.resource(new SecretBuilder().withNewMetadata()
				.withName(NAME)
				.endMetadata()
				.withType("Opaque")
				.withData(new LinkedHashMap<>(data))
				.build())
			.create());
	}

	/**
	 * Changes the Secret, unless somebody else has changed it since it was read.
	 * @return whether it was changed
	 */
	public boolean write(Content before, Map<String, String> data, Map<String, @Nullable String> annotations) {
		String patch = MAPPER.writeValueAsString(Map.of("metadata",
				Map.of("resourceVersion", before.version(), "annotations", annotations), "data", data));
		return Api.ask(() -> {
			try {
				secret().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
				return true;
			}
			catch (KubernetesClientException ex) {
				if (ex.getCode() == Api.CONFLICT) {
					return false;
				}
				throw ex;
			}
		});
	}

	/**
	 * Returns a new key as a value of the Secret. The key is printable text, 32 random
	 * bytes in base64, and the API needs each value in base64 once more.
	 */
	public static String randomKey() {
		byte[] bytes = new byte[32];
		new SecureRandom().nextBytes(bytes);
		return Base64.getEncoder().encodeToString(Base64.getEncoder().encode(bytes));
	}

	private Resource<Secret> secret() {
		return this.client.secrets().inNamespace(this.namespace).withName(NAME);
	}

	private static Instant written(Secret secret) {
		return Optional.ofNullable(secret.getMetadata().getManagedFields())
			.orElse(List.of())
			.stream()
			.flatMap((entry) -> Stream.ofNullable(entry.getTime()))
			.map(Instant::parse)
			.max(Comparator.naturalOrder())
			.orElseGet(Instant::now);
	}

	/**
	 * The content of the Secret.
	 *
	 * @param version its resource version
	 * @param data its values in base64
	 * @param annotations its annotations
	 * @param written the time of its last change, by the clock of the API server
	 */
	public record Content(String version, Map<String, String> data, Map<String, String> annotations, Instant written) {

		/** Copies the maps. */
		public Content {
			data = Map.copyOf(data);
			annotations = Map.copyOf(annotations);
		}

		/** Hides the key from logs. */
		@Override
		public String toString() {
			return "Content of " + NAME;
		}

	}

}
