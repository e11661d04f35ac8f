package dev.animals.release.command;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import dev.animals.release.ExitCode;
import dev.animals.release.process.Program;

/**
 * The environment's overlay with an image, rendered and applied by {@code kubectl}.
 */
final class Manifests {

	/** The field manager that owns all fields except the traffic. */
	static final String MANAGER = "animals-deploy";

	/** Selects everything that a deployer may apply. */
	static final String OF_DEPLOYERS = "animals.dev/applied-by!=administrator";

	private final Settings settings;

	private final Kubectl kubectl;

	Manifests(Settings settings, Kubectl kubectl) {
		this.settings = settings;
		this.kubectl = kubectl;
	}

	/** Renders all manifests. */
	String render(ImageReference image, DeadLetterImages deadLetters, boolean receiveEvents) {
		Path folder = temporaryFolder();
		try {
			Files.writeString(folder.resolve("kustomization.yaml"),
					kustomization(folder, image, deadLetters, receiveEvents));
			String rendered = this.kubectl.run("", "kustomize", folder.toString());
			DeadLetterImages.checkRendered(rendered);
			return rendered;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			delete(folder);
		}
	}

	private String kustomization(Path folder, ImageReference image, DeadLetterImages deadLetters, boolean receiveEvents)
			throws IOException {
		if (!Files.isDirectory(this.settings.overlay())) {
			throw new CommandException("There is no overlay %s. ENV is local, dev, staging or production."
				.formatted(this.settings.overlay()));
		}
		List<String> lines = new ArrayList<>();
		lines.add("namespace: " + this.settings.namespace());
		// kustomize accepts only relative paths.
		lines.add("resources: ['%s']".formatted(folder.relativize(this.settings.overlay().toRealPath())));
		if (receiveEvents) {
			lines.add("components: ['%s']".formatted(folder.relativize(events().toRealPath())));
		}
		lines.add("images:");
		// The local overlay has already replaced the name `animals`, so both names are
		// mapped.
		lines.add(image.kustomizeEntry("animals"));
		lines.add(image.kustomizeEntry("dev.local/animals"));
		lines.addAll(deadLetters.kustomizeEntries());
		return String.join("\n", lines) + "\n";
	}

	/** Returns the component that receives events, which may be the overlay's own. */
	private Path events() {
		Path own = this.settings.overlay().resolve("events");
		return Files.isDirectory(own) ? own : this.settings.knative().resolve("components/receive-events");
	}

	/**
	 * Applies manifests.
	 * @param manifests the manifests in YAML
	 * @param manager the field manager
	 * @param selector the label selector of the manifests to apply; empty for all
	 * @param force whether to take over fields from other managers
	 * @return the output of {@code kubectl}
	 */
	String apply(String manifests, String manager, String selector, boolean force) {
		List<String> words = new ArrayList<>(List.of("apply", "--server-side", "--field-manager=" + manager,
				"--namespace=" + this.settings.namespace(), "-f", "-"));
		if (!selector.isEmpty()) {
			words.add("--selector=" + selector);
		}
		if (force) {
			words.add("--force-conflicts");
		}
		if (this.settings.dryRun()) {
			words.add("--dry-run=server");
		}
		return this.kubectl.run(manifests, words.toArray(String[]::new));
	}

	/** Returns what applying the manifests would change. */
	String diff(String manifests, String selector) {
		List<String> words = new ArrayList<>(List.of("diff", "--server-side", "--field-manager=" + MANAGER,
				"--namespace=" + this.settings.namespace(), "-f", "-"));
		if (!selector.isEmpty()) {
			words.add("--selector=" + selector);
		}
		if (SinkBindings.in(manifests).writeIntoTheService()) {
			words.add("--force-conflicts");
		}
		Program.Result result = this.kubectl.start(manifests, words.toArray(String[]::new));
		// The status 1 means that there are differences.
		if (result.status() > 1) {
			throw new CommandException(ExitCode.FAILED, result.errors().strip());
		}
		return result.output();
	}

	/** Waits for a condition of objects. Returns whether they have it within a minute. */
	boolean await(String condition, List<String> objects) {
		List<String> words = new ArrayList<>(List.of("wait", "--for=condition=" + condition, "--timeout=60s",
				"--namespace=" + this.settings.namespace()));
		words.addAll(objects);
		return this.kubectl.start("", words.toArray(String[]::new)).status() == 0;
	}

	/** Returns the manifests without the Service. */
	static String withoutService(String manifests) {
		return dump(documents(manifests).stream().filter((document) -> !isService(document)).toList());
	}

	/** Returns the Service with all traffic on a revision with the tag stable. */
	static String pinned(String manifests, String revision) {
		Map<String, Object> service = new LinkedHashMap<>(documents(manifests).stream()
			.filter(Manifests::isService)
			.findFirst()
			.orElseThrow(() -> new CommandException(ExitCode.USAGE, "The overlay has no Service of Knative.")));
		Map<Object, Object> spec = new LinkedHashMap<>((Map<?, ?>) service.getOrDefault("spec", Map.of()));
		spec.put("traffic",
				List.of(Map.of("tag", "stable", "revisionName", revision, "latestRevision", false, "percent", 100)));
		service.put("spec", spec);
		return dump(List.of(service));
	}

	private static boolean isService(Map<String, Object> document) {
		return "Service".equals(document.get("kind"))
				&& String.valueOf(document.get("apiVersion")).startsWith("serving.knative.dev/");
	}

	static List<Map<String, Object>> documents(String manifests) {
		List<Map<String, Object>> documents = new ArrayList<>();
		Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
		for (Object document : yaml.loadAll(new StringReader(manifests))) {
			if (document instanceof Map<?, ?> map) {
				Map<String, Object> named = new LinkedHashMap<>();
				map.forEach((key, value) -> named.put(String.valueOf(key), value));
				documents.add(named);
			}
		}
		return documents;
	}

	private static String dump(List<Map<String, Object>> documents) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		return new Yaml(options).dumpAll(documents.iterator());
	}

	private static Path temporaryFolder() {
		try {
			return Files.createTempDirectory("animals-deploy").toRealPath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(Path folder) {
		try {
			Files.deleteIfExists(folder.resolve("kustomization.yaml"));
			Files.deleteIfExists(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
