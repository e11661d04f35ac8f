package dev.animals.release.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import dev.animals.release.baseline.Baseline;
import dev.animals.release.cluster.DriftBaselines;
import dev.animals.release.cluster.FeedbackSecret;

/**
 * The output of {@code backup}: a Secret in YAML that also names the stable image and, if
 * there is a drift baseline, its ConfigMap.
 *
 * @param image the image
 * @param data the values of the Secret in base64
 * @param baseline the drift baseline, if there is one
 */
record BackupFile(ImageReference image, String imageText, Map<String, String> data, Optional<NamedBaseline> baseline) {

	private static final String IMAGE = "animals.dev/image";

	static BackupFile of(String image, Map<String, String> data, Optional<NamedBaseline> baseline) {
		if (data.getOrDefault("key", "").isBlank()) {
			throw new CommandException("The backup has no feedback key. Nothing was changed.");
		}
		return new BackupFile(ImageReference.fixed(image), image, new TreeMap<>(data), baseline);
	}

	/**
	 * Reads a file.
	 * @throws CommandException if it has no key or no image
	 */
	static BackupFile read(Path file) {
		try {
			List<Object> documents = new ArrayList<>();
			new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(Files.readString(file)).forEach(documents::add);
			Object root = documents.isEmpty() ? Map.of() : documents.getFirst();
			Map<String, String> annotations = strings(child(child(root, "metadata"), "annotations"));
			Map<String, String> data = strings(child(root, "data"));
			data.values().forEach(Base64.getDecoder()::decode);
			return of(annotations.getOrDefault(IMAGE, ""), data,
					(documents.size() < 2) ? Optional.empty() : Optional.of(baseline(documents.get(1))));
		}
		catch (IOException | YAMLException | IllegalArgumentException ex) {
			throw new CommandException("%s is no backup: make backup prints one.".formatted(file));
		}
	}

	private static NamedBaseline baseline(Object map) {
		String name = strings(child(map, "metadata")).getOrDefault("name", "");
		String document = strings(child(map, "data")).getOrDefault(DriftBaselines.DOCUMENT, "");
		if (!DriftBaselines.isName(name)) {
			throw new IllegalArgumentException("The name of a drift baseline is invalid.");
		}
		var _ = Baseline.read(document);
		return new NamedBaseline(name, document);
	}

	private static Object child(Object node, String name) {
		Object child = (node instanceof Map<?, ?> map) ? map.get(name) : null;
		return (child == null) ? Map.of() : child;
	}

	private static Map<String, String> strings(Object node) {
		Map<String, String> strings = new TreeMap<>();
		if (node instanceof Map<?, ?> map) {
			map.forEach((key, value) -> strings.put(String.valueOf(key), (value == null) ? "" : String.valueOf(value)));
		}
		return strings;
	}

	String text() {
		StringBuilder text = new StringBuilder();
		text.append("""
				apiVersion: v1
				kind: Secret
				metadata:
				  name: %s
				  annotations:
				    %s: %s
				data:
				""".formatted(FeedbackSecret.NAME, IMAGE, this.imageText));
		this.data.forEach((name, value) -> text.append("  %s: %s%n".formatted(name, value)));
		this.baseline.ifPresent((named) -> text.append("""
				---
				apiVersion: v1
				kind: ConfigMap
				metadata:
				  name: %s
				data:
				  %s: |
				%s""".formatted(named.name(), DriftBaselines.DOCUMENT, named.document().indent(4))));
		return text.toString().stripTrailing();
	}

	/**
	 * A drift baseline.
	 *
	 * @param name the name of its ConfigMap
	 * @param document its content
	 */
	record NamedBaseline(String name, String document) {
	}

}
