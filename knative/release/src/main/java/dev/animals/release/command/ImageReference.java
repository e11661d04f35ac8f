package dev.animals.release.command;

import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A container image by its parts.
 *
 * @param name the name with the registry
 * @param tag the tag, if it has one
 * @param digest the digest such as {@code sha256:…}, if it has one
 */
record ImageReference(String name, Optional<String> tag, Optional<String> digest) {

	/**
	 * Reads a reference such as {@code localhost:5000/animals:lite0@sha256:…}.
	 * @throws CommandException if the text is not a reference
	 */
	static ImageReference parse(String text) {
		Matcher matcher = Input.IMAGE.pattern().matcher(Input.IMAGE.check(text));
		if (!matcher.matches()) {
			throw new IllegalStateException(text);
		}
		return new ImageReference(matcher.group("name"), Optional.ofNullable(matcher.group("tag")),
				Optional.ofNullable(matcher.group("digest")));
	}

	/**
	 * Reads the reference of an image to deploy. It must always mean the same image.
	 * @throws CommandException if the text is not a reference, or if it can move to
	 * another image
	 */
	static ImageReference fixed(String text) {
		if (text.isBlank() || !parse(text).isFixed()) {
			throw new CommandException("IMAGE is deployed by digest: NAME@sha256:… (make push prints it), "
					+ "or dev.local/… if it was loaded into the nodes.");
		}
		return parse(text);
	}

	/** Returns the whole reference. */
	String text() {
		return this.name + this.tag.map(":"::concat).orElse("") + this.digest.map("@"::concat).orElse("");
	}

	/** Tells whether the reference always means the same image. */
	boolean isFixed() {
		return this.digest.isPresent() || this.name.startsWith("dev.local/") || this.name.startsWith("kind.local/");
	}

	/** Returns an entry of a kustomization that replaces another image with this one. */
	String kustomizeEntry(String replaced) {
		String version = this.digest.map("digest: '%s'"::formatted)
			.orElseGet(() -> "newTag: '%s'".formatted(this.tag.orElse("latest")));
		return "- {name: '%s', newName: '%s', %s}".formatted(replaced, this.name, version);
	}

}
