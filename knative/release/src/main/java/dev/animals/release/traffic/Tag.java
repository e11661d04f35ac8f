package dev.animals.release.traffic;

import java.util.Locale;

/**
 * The traffic tags that a release uses. Each names at most one revision.
 */
public enum Tag {

	/** The revision that serves the users. */
	STABLE,

	/** The revision that may become stable. */
	CANDIDATE,

	/** The revision that was stable before. */
	PREVIOUS;

	/** Returns the tag as Knative spells it. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
