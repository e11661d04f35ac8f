package dev.animals.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code make e2e} says about the cluster and the images, by environment variables.
 */
final class Settings {

	static final Path REPOSITORY = Path.of(System.getProperty("repository")).toAbsolutePath().normalize();

	/** Where results are written. */
	static final Path OUTPUT = Path.of(System.getProperty("output"));

	/** An image of Lite0, by digest. */
	static final String STABLE_IMAGE = required("STABLE_IMAGE");

	/** An image of Lite2, by digest. */
	static final String CANDIDATE_IMAGE = required("CANDIDATE_IMAGE");

	/** The gateway's address. */
	static final URI INGRESS = URI.create("http://" + required("INGRESS"));

	private Settings() {
	}

	static String required(String name) {
		return Optional.ofNullable(System.getenv(name))
			.filter((value) -> !value.isBlank())
			.orElseThrow(
					() -> new IllegalStateException(name + " is not set; say it to make: make e2e " + name + "=…"));
	}

}
