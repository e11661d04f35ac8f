package dev.animals.e2e;

import java.net.URI;
import java.nio.file.Path;

import dev.animals.testing.EnvironmentVariables;

/**
 * The settings of the tests, which {@code make e2e} passes as environment variables.
 */
public final class Settings {

	/** The repository's root, which is the working directory. */
	public static final Path REPOSITORY = Path.of("").toAbsolutePath();

	/** The folder for results. */
	public static final Path OUTPUT = REPOSITORY.resolve("knative/e2e/target");

	/** An image of Lite0, by digest. */
	public static final String STABLE_IMAGE = required("STABLE_IMAGE");

	/** An image of Lite2, by digest. */
	public static final String CANDIDATE_IMAGE = required("CANDIDATE_IMAGE");

	/** The gateway's address. */
	public static final URI INGRESS = URI.create("http://" + required("INGRESS"));

	private Settings() {
	}

	/**
	 * Returns a required setting.
	 * @param name the name of its environment variable
	 * @return its value
	 * @throws IllegalArgumentException if it is not set
	 */
	public static String required(String name) {
		return EnvironmentVariables.ofProcess().required(name, "make e2e");
	}

}
