package dev.animals.e2e.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.animals.testing.Sha256;
import org.yaml.snakeyaml.Yaml;

/**
 * Breaks the service in a way that only a rollout notices: each class gets the name of
 * another one, so the service starts and answers with status 200, but the answers are
 * wrong. The manifests add the labels, because tests of the service would notice a change
 * in the model's folder.
 */
final class WrongLabels {

	private static final int SHIFT = 100;

	private WrongLabels() {
	}

	/** Changes the base of a clone, unless it was changed before. */
	static void addTo(Path repository) throws IOException {
		if (Files.exists(repository.resolve("knative/base/labels.tsv"))) {
			return;
		}
		Path model = repository.resolve("function/model/lite0");
		Path base = repository.resolve("knative/base");
		String labels = shifted(Files.readAllLines(model.resolve("labels.tsv")));
		Files.writeString(base.resolve("labels.tsv"), labels);
		Files.writeString(base.resolve("model.yaml"), Files.readString(model.resolve("model.yaml"))
			.replaceAll("labels.tsv: .*", "labels.tsv: " + Sha256.of(labels)));
		mountOverModel(base.resolve("kustomization.yaml"));
	}

	private static String shifted(List<String> labels) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < labels.size(); i++) {
			String other = labels.get((i + SHIFT) % labels.size());
			text.append(i).append(other.substring(other.indexOf('\t'))).append('\n');
		}
		return text.toString();
	}

	private static void mountOverModel(Path kustomization) throws IOException {
		Yaml yaml = new Yaml();
		Map<String, Object> base = new TreeMap<>(yaml.<Map<String, Object>>load(Files.readString(kustomization)));
		List<Object> generators = new ArrayList<>((List<?>) base.getOrDefault("configMapGenerator", List.of()));
		generators.add(Map.of("name", "labels", "files", List.of("labels.tsv", "model.yaml"), "options",
				Map.of("disableNameSuffixHash", true)));
		base.put("configMapGenerator", generators);
		base.put("patches", List.of(Map.of("target",
				Map.of("kind", "Service", "group", "serving.knative.dev", "name", "animals"), "patch", """
						- op: add
						  path: /spec/template/spec/volumes
						  value: [{name: labels, configMap: {name: labels}}]
						- op: add
						  path: /spec/template/spec/containers/0/volumeMounts
						  value:
						  - {name: labels, mountPath: /app/model/labels.tsv, subPath: labels.tsv, readOnly: true}
						  - {name: labels, mountPath: /app/model/model.yaml, subPath: model.yaml, readOnly: true}
						""")));
		Files.writeString(kustomization, yaml.dump(base));
	}

}
