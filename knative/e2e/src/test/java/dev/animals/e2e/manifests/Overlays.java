package dev.animals.e2e.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import tools.jackson.databind.JsonNode;

/**
 * Renders the overlays with kustomize.
 *
 * @param environment the environment whose folder gets the kustomizations
 */
record Overlays(Environment environment) {

	/** The folder with the overlays and the components. */
	static final Path KNATIVE = Settings.REPOSITORY.resolve("knative");

	/**
	 * Renders an overlay with components into the namespace of the environment.
	 * @return the objects
	 */
	List<JsonNode> render(String overlay, List<String> components) throws IOException {
		this.environment.write("kustomization.yaml",
				kustomization(this.environment.namespace(), "../../../..", overlay, components));
		return kustomize();
	}

	/**
	 * Returns a kustomization of an overlay with components. It leaves out those that the
	 * overlay has, because kustomize rejects an object that is added twice.
	 * @param knative the path from the kustomization to the folder {@code knative}
	 */
	static String kustomization(String namespace, String knative, String overlay, List<String> components)
			throws IOException {
		String own = Files.readString(KNATIVE.resolve("overlays").resolve(overlay).resolve("kustomization.yaml"));
		return """
				namespace: %s
				resources:
				- %s/overlays/%s
				components: %s
				""".formatted(namespace, knative, overlay,
				components.stream()
					.filter((name) -> !own.contains("components/" + name))
					.map((name) -> knative + "/components/" + name)
					.toList());
	}

	/** Renders the kustomization in the folder of the environment. */
	List<JsonNode> kustomize() throws IOException {
		return Manifests.parse(this.environment.kubectl("kustomize", this.environment.folder().toString()));
	}

	static String kind(JsonNode object) {
		return object.required("kind").stringValue();
	}

	static JsonNode find(List<JsonNode> objects, String kind, String name) {
		return objects.stream()
			.filter((object) -> kind(object).equals(kind) && object.at("/metadata/name").stringValue().equals(name))
			.findFirst()
			.orElseThrow();
	}

}
