package dev.animals.release.command;

import java.util.Optional;

import picocli.CommandLine.Option;

/** The options of commands that deploy. */
final class DeployedImage {

	@Option(names = "--image", defaultValue = "${env:IMAGE:-}", paramLabel = "NAME@sha256:DIGEST",
			description = "Image to deploy, by digest, or dev.local/… if it was loaded into the nodes (IMAGE).")
	private String image = "";

	@Option(names = "--dead-letters-image", defaultValue = "${env:DEAD_LETTERS_IMAGE:-}", paramLabel = "IMAGE",
			description = "Image that prints dead letters (DEAD_LETTERS_IMAGE).")
	private String deadLetters = "";

	/** Tells whether the caller named an image. */
	boolean isGiven() {
		return !this.image.isBlank();
	}

	/**
	 * Returns the image. Its name must always mean the same image.
	 * @throws CommandException if no image was named, or if its name is invalid or can
	 * move to another image
	 */
	ImageReference image() {
		return ImageReference.fixed(this.image);
	}

	/**
	 * Returns the image that prints dead letters, if one was named.
	 * @throws CommandException if its name is invalid
	 */
	Optional<ImageReference> deadLetters() {
		return Options.given(this.deadLetters).map(ImageReference::parse);
	}

	/**
	 * Checks both names before anything is changed.
	 * @throws CommandException if one is invalid
	 */
	void check() {
		image();
		deadLetters();
	}

}
