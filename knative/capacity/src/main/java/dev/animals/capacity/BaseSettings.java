package dev.animals.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import dev.animals.capacity.autoscaler.ScalingSettings;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the autoscaler's settings from the manifest of a Knative Service. */
final class BaseSettings {

	private static final String PREFIX = "autoscaling.knative.dev/";

	private BaseSettings() {
	}

	/**
	 * Reads the annotations and {@code containerConcurrency} of a manifest.
	 * @param manifest the file
	 * @return the settings
	 * @throws IOException if the file cannot be read
	 */
	static ScalingSettings read(Path manifest) throws IOException {
		Map<?, ?> service = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(manifest));
		Map<?, ?> template = part(part(service, "spec"), "template");
		Map<String, String> values = new TreeMap<>();
		part(part(template, "metadata"), "annotations").forEach((name, value) -> {
			String setting = name.toString();
			if (setting.startsWith(PREFIX) && !setting.endsWith("/class") && !setting.endsWith("/metric")) {
				values.put(setting.substring(PREFIX.length()), value.toString());
			}
		});
		Object limit = part(template, "spec").get("containerConcurrency");
		if (limit != null) {
			values.put("container-concurrency", limit.toString());
		}
		return new ScalingSettings(values);
	}

	private static Map<?, ?> part(Map<?, ?> whole, String name) {
		if (whole.get(name) instanceof Map<?, ?> found) {
			return found;
		}
		throw new IllegalArgumentException("The manifest of the Service has no %s.".formatted(name));
	}

}
