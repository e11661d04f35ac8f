package dev.animals.release.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import tools.jackson.databind.json.JsonMapper;

/**
 * The report of a rollout in the cluster. The Job stores it in a ConfigMap, and its
 * caller fetches it from there.
 *
 * @param client the client of the API server
 * @param namespace the namespace of the Service
 */
public record JobReport(KubernetesClient client, String namespace) {

	/** A ConfigMap holds at most 1 MiB. */
	private static final int MOST_BYTES = 900_000;

	/**
	 * Stores the files of a report. A failure is only returned.
	 * @param markdown the Markdown file; the other files are beside it
	 * @return whether they were stored
	 */
	public boolean store(Path markdown) {
		Map<String, String> data = new LinkedHashMap<>();
		int left = MOST_BYTES;
		try {
			for (String extension : List.of(".md", ".html", ".json")) {
				Path file = sibling(markdown, extension);
				if (Files.exists(file) && Files.size(file) <= left) {
					left -= (int) Files.size(file);
					data.put("report" + extension, Files.readString(file));
				}
			}
			map().patch(PatchContext.of(PatchType.JSON_MERGE),
					new JsonMapper().writeValueAsString(Map.of("data", data)));
			return true;
		}
		catch (IOException | KubernetesClientException ex) {
			return false;
		}
	}

	/** Writes the files of the last report into one folder, and returns their paths. */
	List<Path> fetch(Path markdown) {
		List<Path> files = new ArrayList<>();
		Optional.ofNullable(map().get()).map(ConfigMap::getData).orElse(Map.of()).forEach((name, text) -> {
			Path file = sibling(markdown, name.substring(name.lastIndexOf('.')));
			try {
				Files.createDirectories(file.toAbsolutePath().getParent());
				files.add(Files.writeString(file, text));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		return files;
	}

	private static Path sibling(Path markdown, String extension) {
		return markdown.resolveSibling(String.valueOf(markdown.getFileName()).replaceFirst("\\.md$", "") + extension);
	}

	private Resource<ConfigMap> map() {
		return this.client.configMaps().inNamespace(this.namespace).withName(JobManifest.REPORT);
	}

}
