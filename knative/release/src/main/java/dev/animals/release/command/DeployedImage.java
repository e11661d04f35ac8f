package dev.animals.release.command;

import java.util.List;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that deploy. */
final class DeployedImage {

	@Option(names = "--image", defaultValue = "${env:IMAGE:-}", paramLabel = "NAME@sha256:DIGEST",
			description = "Image to deploy, by digest, or dev.local/… if it was loaded into the nodes (IMAGE).")
	private String image = "";

	@Mixin
	private final VerificationOptions verification = new VerificationOptions();

	@Mixin
	private final DeadLetterImages deadLetters = new DeadLetterImages();

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

	/** Returns who must have signed images. */
	VerificationOptions verification() {
		return this.verification;
	}

	/** Returns the images of the programs that take dead letters. */
	DeadLetterImages deadLetters() {
		return this.deadLetters;
	}

	/**
	 * Checks all names before anything is changed.
	 * @throws CommandException if one is invalid
	 */
	void check() {
		image();
		this.deadLetters.kustomizeEntries();
	}

	/**
	 * Verifies the images if VERIFY is set.
	 * @return sentences for people
	 */
	List<String> verify() {
		return this.verification.verifyDeployed(this.image, this.deadLetters);
	}

}
