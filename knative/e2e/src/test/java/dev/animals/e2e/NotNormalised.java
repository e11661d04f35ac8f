package dev.animals.e2e;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.animals.testing.Sha256;

/**
 * An image whose network gets pixels from 0 to 255 instead of −1 to 1. It answers every
 * request with 200, but the answers are wrong. A TorchScript file is an archive that
 * contains its source.
 */
final class NotNormalised {

	private static final Path MODEL = Settings.REPOSITORY.resolve("function/model/lite0");

	private NotNormalised() {
	}

	/**
	 * Builds the image from an image of Lite0 and pushes it to the repository of that
	 * image.
	 * @param image the image of Lite0, by digest
	 * @return the name of the new image, by digest
	 */
	static String of(String image) throws IOException {
		Path folder = Files.createTempDirectory("model");
		Path network = Files.copy(MODEL.resolve("packed.pt"), folder.resolve("packed.pt"));
		takeNormalisationOut(network);
		Path description = Files.writeString(folder.resolve("model.yaml"), Files.readString(MODEL.resolve("model.yaml"))
			.replaceAll("packed.pt: .*", "packed.pt: " + Sha256.of(Files.readAllBytes(network))));
		return DerivedImage.push(image, "not-normalised", Map.of("/app/model", List.of(network, description)));
	}

	private static void takeNormalisationOut(Path network) throws IOException {
		// libtorch reads archives only if they are not compressed.
		try (FileSystem archive = FileSystems.newFileSystem(network, Map.of("noCompression", "true"));
				Stream<Path> files = Files.walk(archive.getPath("/"))) {
			// packed.py normalises the pixels in int8, and classifier.py in the other
			// precisions.
			for (Path source : files.filter((file) -> file.endsWith("classifier.py") || file.endsWith("packed.py"))
				.toList()) {
				Files.writeString(source,
						Files.readString(source)
							.replace("0.0078125, 127)", "1., 0)")
							.replace(", 127)", ", 0)")
							.replace(", 128)", ", 1)"));
			}
		}
	}

}
