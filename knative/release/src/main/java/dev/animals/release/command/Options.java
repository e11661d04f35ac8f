package dev.animals.release.command;

import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Option;

/**
 * The options of every command. An option that is empty counts as not given, because
 * {@code make} passes empty variables.
 */
public final class Options {

	@Option(names = "--env", defaultValue = "${env:ENV:-}", paramLabel = "NAME",
			description = "Environment: local, dev, staging or production (ENV, default local).")
	private String environment = "";

	@Option(names = { "-n", "--namespace" }, defaultValue = "${env:NAMESPACE:-}", paramLabel = "NAME",
			description = "Namespace (NAMESPACE, default animals-ENV, animals for production).")
	private String namespace = "";

	@Option(names = "--overlay", defaultValue = "${env:OVERLAY:-}", paramLabel = "FOLDER",
			description = "Folder with the overlay (OVERLAY, default knative/overlays/ENV).")
	private String overlay = "";

	@Option(names = "--repository", defaultValue = "${env:REPOSITORY:-}", paramLabel = "FOLDER", hidden = true)
	private String repository = "";

	@Option(names = "--ingress", defaultValue = "${env:INGRESS:-}", paramLabel = "HOST:PORT",
			description = "Gateway to call where no DNS knows the service's address (INGRESS).")
	private String ingress = "";

	@Option(names = "--confirm", defaultValue = "${env:CONFIRM:-}", paramLabel = "NAMESPACE",
			description = "Confirms a change by naming its namespace (CONFIRM).")
	private String confirm = "";

	@Option(names = "--force", defaultValue = "${env:FORCE:-}", arity = "0..1", fallbackValue = "true",
			paramLabel = "true", description = "Skips the check that the command names (FORCE).")
	private String force = "";

	@Option(names = "--dry-run", defaultValue = "${env:DRY_RUN:-}", arity = "0..1", fallbackValue = "true",
			paramLabel = "true", description = "Shows the change instead of making it (DRY_RUN).")
	private String dryRun = "";

	/**
	 * Returns the checked settings.
	 * @throws CommandException if one is invalid
	 */
	public Settings settings() {
		String name = Input.ENV.check(this.environment.isBlank() ? "local" : this.environment);
		String space = this.namespace.isBlank() ? defaultNamespace(name) : this.namespace;
		Path root = Path.of(this.repository.isBlank() ? "." : this.repository).toAbsolutePath().normalize();
		Path folder = this.overlay.isBlank() ? root.resolve("knative/overlays").resolve(name) : Path.of(this.overlay);
		return new Settings(name, Input.NAMESPACE.check(space), root, folder.toAbsolutePath().normalize(),
				given(this.ingress).map(Input.INGRESS::check), given(this.confirm), this.force.equals("true"),
				this.dryRun.equals("true"));
	}

	private static String defaultNamespace(String environment) {
		return environment.equals(Settings.PRODUCTION) ? "animals" : "animals-" + environment;
	}

	/** Returns a text unless it is empty. */
	static Optional<String> given(String text) {
		return Optional.of(text).filter((value) -> !value.isBlank());
	}

}
