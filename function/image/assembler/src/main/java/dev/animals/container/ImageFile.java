package dev.animals.container;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image in a file, in the format of {@code docker save}.
 *
 * @param bundle the folder that has the image's files in {@code rootfs}
 * @param config the image's configuration, as the OCI image specification defines it
 * @param layers the layers, lowest first
 */
record ImageFile(Path bundle, JsonNode config, List<ImageLayer> layers) {

	/**
	 * Reads an image and writes the files of its layers.
	 * @param tar the image
	 * @param bundle the folder that receives the files in {@code rootfs}; a file of a
	 * higher layer replaces that of a lower one
	 * @return the image
	 * @throws IOException if the file is not an image
	 */
	static ImageFile unpack(Path tar, Path bundle) throws IOException {
		Trees.delete(bundle);
		Path root = Files.createDirectories(bundle.resolve("rootfs"));
		Path folder = Files.createTempDirectory("image");
		Map<String, Path> parts = parts(tar, folder);
		JsonMapper mapper = new JsonMapper();
		JsonNode manifest = mapper.readTree(Files.readAllBytes(part(parts, "manifest.json"))).get(0);
		JsonNode config = mapper.readTree(Files.readAllBytes(part(parts, manifest.get("Config").asString())));
		List<ImageLayer> layers = new ArrayList<>();
		for (JsonNode name : manifest.get("Layers")) {
			String digest = config.at("/rootfs/diff_ids").get(layers.size()).asString();
			layers.add(ImageLayer.unpack(part(parts, name.asString()), digest, root));
		}
		Trees.delete(folder);
		return new ImageFile(bundle, config, layers);
	}

	private static Map<String, Path> parts(Path tar, Path folder) throws IOException {
		Map<String, Path> parts = new HashMap<>();
		try (TarArchiveInputStream in = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(tar)))) {
			for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				Path part = folder.resolve(Integer.toString(parts.size()));
				Files.copy(in, part);
				parts.put(entry.getName(), part);
			}
		}
		return parts;
	}

	private static Path part(Map<String, Path> parts, String name) throws IOException {
		Path part = parts.get(name);
		if (part == null) {
			throw new IOException("The image has no file " + name + ".");
		}
		return part;
	}

	/**
	 * Returns the folder with the image's files, from which the service can be started
	 * without a container.
	 * @return the folder
	 */
	ImageRoot root() {
		return new ImageRoot(this.bundle.resolve("rootfs").toAbsolutePath());
	}

	/**
	 * Returns the size in a registry.
	 * @return the compressed size of all layers in bytes
	 */
	long compressed() {
		return this.layers.stream().mapToLong(ImageLayer::compressed).sum();
	}

	/**
	 * Returns the size on a node.
	 * @return the size of the files of all layers in bytes
	 */
	long uncompressed() {
		return this.layers.stream().mapToLong(ImageLayer::uncompressed).sum();
	}

	/**
	 * Lists the files of all layers.
	 * @return the files; a file that is in several layers is listed once per layer
	 */
	List<ImageLayer.Entry> files() {
		return this.layers.stream().flatMap((layer) -> layer.files().stream()).toList();
	}

}
