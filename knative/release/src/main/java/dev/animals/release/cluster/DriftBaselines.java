package dev.animals.release.cluster;

import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * The drift baselines of a namespace. Each is a ConfigMap that never changes, and its
 * name ends with a number that grows.
 */
public final class DriftBaselines {

	/** The names without their numbers. */
	public static final String PREFIX = "animals-drift-baseline-";

	/** The key of the document in a ConfigMap. */
	public static final String DOCUMENT = "baseline.yaml";

	private static final int KEPT = 5;

	private static final String COMPONENT = "app.kubernetes.io/component";

	private static final Map<String, String> LABELS = Map.of(COMPONENT, "drift-baseline", "app.kubernetes.io/part-of",
			"animals", "app.kubernetes.io/managed-by", "animals-release");

	private final KubernetesClient client;

	private final String namespace;

	/** Tells whether a text is the name of a baseline. */
	public static boolean isName(String text) {
		return text.matches(PREFIX + "[0-9]{1,9}");
	}

	/** Creates access to the baselines of a namespace. */
	public DriftBaselines(KubernetesClient client, String namespace) {
		this.client = client;
		this.namespace = namespace;
	}

	/** Reads the document of a baseline, if there is one with this name. */
	public Optional<String> read(String name) {
		return Api
			.ask(() -> Optional.ofNullable(this.client.configMaps().inNamespace(this.namespace).withName(name).get())
				.map(ConfigMap::getData)
				.map((data) -> data.get(DOCUMENT)));
	}

	/**
	 * Stores a document under the next number.
	 * @return the name of the new baseline
	 */
	public String create(String document) {
		NavigableSet<Integer> numbers = numbers();
		String name = PREFIX + (numbers.isEmpty() ? 1 : numbers.last() + 1);
		create(name, document);
		return name;
	}

	/** Stores a document under a name that no baseline has. */
	public void create(String name, String document) {
		Api.ask(() -> this.client.configMaps()
			.inNamespace(this.namespace)
			.resource(new ConfigMapBuilder().withNewMetadata()
				.withName(name)
				.withLabels(LABELS)
				.endMetadata()
				.withImmutable(true)
				.withData(Map.of(DOCUMENT, document))
				.build())
			.create());
	}

	/**
	 * Deletes all but the last five.
	 * @param used the baseline that the Service names, which is kept
	 */
	public void deleteOld(String used) {
		numbers().descendingSet()
			.stream()
			.skip(KEPT)
			.map((number) -> PREFIX + number)
			.filter((name) -> !name.equals(used))
			.forEach((name) -> Api
				.ask(() -> this.client.configMaps().inNamespace(this.namespace).withName(name).delete()));
	}

	private NavigableSet<Integer> numbers() {
		NavigableSet<Integer> numbers = new TreeSet<>();
		Api.ask(() -> this.client.configMaps()
			.inNamespace(this.namespace)
			.withLabel(COMPONENT, LABELS.get(COMPONENT))
			.list())
			.getItems()
			.stream()
			.map((map) -> map.getMetadata().getName())
			.filter(DriftBaselines::isName)
			.forEach((name) -> numbers.add(Integer.valueOf(name.substring(PREFIX.length()))));
		return numbers;
	}

}
