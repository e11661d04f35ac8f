package dev.animals.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An image whose network gets pixels from 0 to 255 in the place of −1 to 1: it answers
 * everything with 200, and is wrong. A TorchScript file is an archive with its source in
 * it.
 */
final class NotNormalised {

	private static final Path MODEL = Settings.REPOSITORY.resolve("function/model/lite0");

	private NotNormalised() {
	}

	/**
	 * Makes it and pushes it beside another.
	 * @param image of Lite0, by digest
	 * @return its name, by digest
	 */
	static String of(String image) throws IOException {
		Path folder = Files.createTempDirectory("model");
		Path network = folder.resolve("packed.pt");
		copy(MODEL.resolve("packed.pt"), network);
		Path description = Files.writeString(folder.resolve("model.yaml"), Files.readString(MODEL.resolve("model.yaml"))
			.replaceAll("packed.pt: .*", "packed.pt: " + Sha256.of(Files.readAllBytes(network))));
		// Jib takes a tag or a digest, not both.
		String base = image.replaceFirst(":[^:/@]+@", "@");
		String target = base.replaceFirst("@.*", ":not-normalised");
		try {
			JibContainer made = Jib.from(base)
				.addLayer(List.of(network, description), "/app/model")
				.containerize(Containerizer.to(RegistryImage.named(target)).setAllowInsecureRegistries(true));
			return target + "@" + made.getDigest();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException | InvalidImageReferenceException | RegistryException
				| CacheDirectoryCreationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void copy(Path from, Path to) throws IOException {
		try (ZipFile source = new ZipFile(from.toFile());
				ZipOutputStream target = new ZipOutputStream(Files.newOutputStream(to))) {
			for (ZipEntry entry : Collections.list(source.entries())) {
				byte[] bytes = source.getInputStream(entry).readAllBytes();
				if (entry.getName().endsWith("classifier.py")) {
					bytes = new String(bytes, UTF_8).replace(", 127)", ", 0)")
						.replace(", 128)", ", 1)")
						.getBytes(UTF_8);
				}
				ZipEntry copy = new ZipEntry(entry.getName());
				copy.setMethod(ZipEntry.STORED);
				copy.setSize(bytes.length);
				CRC32 checksum = new CRC32();
				checksum.update(bytes);
				copy.setCrc(checksum.getValue());
				target.putNextEntry(copy);
				target.write(bytes);
			}
		}
	}

}
