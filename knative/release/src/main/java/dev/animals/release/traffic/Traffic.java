package dev.animals.release.traffic;

import java.util.List;
import java.util.Optional;

/**
 * The traffic of a Service.
 *
 * @param entries the entries in the order of the Service
 */
public record Traffic(List<Entry> entries) {

	/** Copies the list. */
	public Traffic {
		entries = List.copyOf(entries);
	}

	/** Returns the revision of a tag. */
	public Optional<String> revision(Tag tag) {
		return this.entries.stream()
			.filter((entry) -> tag.label().equals(entry.tag()) && !entry.revision().isEmpty())
			.map(Entry::revision)
			.findFirst();
	}

	/** Returns a revision's share of the traffic in all of its entries, in 0–100. */
	public int percent(String revision) {
		return this.entries.stream()
			.filter((entry) -> entry.revision().equals(revision))
			.mapToInt(Entry::percent)
			.sum();
	}

	/**
	 * Returns the share of the revision with a tag, in 0–100; 0 if there is no such tag.
	 */
	public int percent(Tag tag) {
		return revision(tag).map(this::percent).orElse(0);
	}

	/**
	 * Returns the entries that have traffic but whose revision has no tag of a release.
	 */
	public List<Entry> untagged() {
		return this.entries.stream().filter((entry) -> entry.percent() > 0 && !hasTag(entry.revision())).toList();
	}

	private boolean hasTag(String revision) {
		for (Tag tag : Tag.values()) {
			if (revision(tag).filter(revision::equals).isPresent()) {
				return true;
			}
		}
		return false;
	}

}
