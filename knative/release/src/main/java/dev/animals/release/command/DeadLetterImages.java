package dev.animals.release.command;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Option;

/**
 * The images of the programs that take dead letters. Which one runs depends on the
 * environment.
 */
final class DeadLetterImages {

	private static final String EVENT_DISPLAY = "gcr.io/knative-releases/knative.dev/eventing/cmd/event_display";

	private static final String RELEASE = "animals-release";

	@Option(names = "--dead-letters-image", defaultValue = "${env:DEAD_LETTERS_IMAGE:-}", paramLabel = "IMAGE",
			description = "Image that prints dead letters (DEAD_LETTERS_IMAGE).")
	private String printer = "";

	@Option(names = "--release-image", defaultValue = "${env:RELEASE_IMAGE:-}", paramLabel = "IMAGE",
			description = "Image of this program, for WHERE=cluster and for storing dead letters (RELEASE_IMAGE).")
	private String release = "";

	/** Returns the image of the release program, or an empty text. */
	String release() {
		return this.release;
	}

	/**
	 * Returns the entries of a kustomization that replace the images of the manifests.
	 * @throws CommandException if a name is invalid
	 */
	List<String> kustomizeEntries() {
		List<String> entries = new ArrayList<>();
		Options.given(this.printer)
			.map(ImageReference::parse)
			.ifPresent((image) -> entries.add(image.kustomizeEntry(EVENT_DISPLAY)));
		Options.given(this.release)
			.map(ImageReference::parse)
			.ifPresent((image) -> entries.add(image.kustomizeEntry(RELEASE)));
		return entries;
	}

	/**
	 * Checks that no manifest names an image that exists only in a private registry.
	 * @throws CommandException if the image of the release program is needed but unknown
	 */
	static void checkRendered(String manifests) {
		if (manifests.lines().anyMatch((line) -> line.strip().endsWith("image: " + RELEASE))) {
			throw new CommandException("This environment stores dead letters with the release program. Name its image: "
					+ "RELEASE_IMAGE=NAME@sha256:… (make release-image builds and pushes it).");
		}
	}

}
