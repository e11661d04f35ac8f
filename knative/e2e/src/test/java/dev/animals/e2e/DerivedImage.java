package dev.animals.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;

/** An image that differs from its base image in some files. */
public final class DerivedImage {

	private DerivedImage() {
	}

	/**
	 * Builds an image and pushes it to the repository of its base image.
	 * @param image the base image, by digest
	 * @param tag the tag of the new image
	 * @param files the files to add or replace, by their folder in the image
	 * @return the name of the new image, by digest
	 */
	public static String push(String image, String tag, Map<String, List<Path>> files) throws IOException {
		// Jib takes a tag or a digest, not both.
		String base = image.replaceFirst(":[^:/@]+@", "@");
		String target = base.replaceFirst("@.*", ":" + tag);
		try {
			JibContainerBuilder builder = Jib.from(base);
			for (Map.Entry<String, List<Path>> layer : files.entrySet()) {
				builder.addLayer(layer.getValue(), layer.getKey());
			}
			return target + "@"
					+ builder
						.containerize(Containerizer.to(RegistryImage.named(target)).setAllowInsecureRegistries(true))
						.getDigest();
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

}
