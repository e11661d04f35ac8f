package dev.animals.release.traffic;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a Service's traffic.
 *
 * @param tag the traffic tag; null if the entry has none
 * @param revision the name of the revision; empty if the entry follows the latest
 * revision and none is ready yet
 * @param percent the share of the traffic, in 0–100
 * @param latest whether the entry follows the latest ready revision instead of naming one
 */
public record Entry(@Nullable String tag, String revision, int percent, boolean latest) {

	/** Creates an entry that names its revision. */
	public Entry(@Nullable String tag, String revision, int percent) {
		this(tag, revision, percent, false);
	}

	/** Creates an entry with one of the tags of a release. */
	public Entry(Tag tag, String revision, int percent) {
		this(tag.label(), revision, percent, false);
	}

}
