package dev.animals.release.command;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings that commands share. Each is an option whose default is the environment
 * variable of the same name, which {@code make} sets.
 *
 * @param environment the environment: an overlay in {@code knative/overlays}
 * @param namespace the namespace of the Service
 * @param repository the root of this repository
 * @param overlay the folder with the environment's overlay
 * @param ingress the gateway to call instead of the address's host
 * @param confirmed the namespace that CONFIRM names
 * @param force whether to skip the check that FORCE skips
 * @param dryRun whether to show the change instead of making it
 */
public record Settings(String environment, String namespace, Path repository, Path overlay, Optional<String> ingress,
		Optional<String> confirmed, boolean force, boolean dryRun) {

	/** The environment that serves the users. */
	public static final String PRODUCTION = "production";

	/** Tells whether users depend on this environment. */
	public boolean isProduction() {
		return this.environment.equals(PRODUCTION) || this.namespace.equals("animals");
	}

	/** Returns the folder with base, components and overlays. */
	public Path knative() {
		return this.repository.resolve("knative");
	}

}
