package dev.animals.release.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.animals.release.traffic.Decision.Change;
import dev.animals.release.traffic.Decision.Reason;
import dev.animals.release.traffic.Decision.Rejected;
import dev.animals.release.traffic.Decision.Unchanged;

/**
 * Decides the next traffic of a Service. After every change the shares of stable,
 * candidate and previous add up to 100, and no other revision has traffic. Entries with 0
 * % of revisions that are not ready are left out, because Knative ignores the whole split
 * while one of its revisions is not ready.
 */
public final class Decisions {

	/** The traffic that was read. */
	private final Traffic actual;

	/** The same traffic after a rollback by hand was taken into account. */
	private final Traffic traffic;

	private final Predicate<String> ready;

	/**
	 * Starts from the traffic that was read.
	 * @param traffic the traffic that was read
	 * @param ready whether a revision is ready to get traffic
	 */
	public Decisions(Traffic traffic, Predicate<String> ready) {
		this(traffic, traffic, ready);
	}

	private Decisions(Traffic actual, Traffic traffic, Predicate<String> ready) {
		this.actual = actual;
		this.traffic = traffic;
		this.ready = ready;
	}

	/** Makes the first revision of a new Service stable. */
	public Decision first(String revision) {
		return change(Optional.of(revision), Optional.empty(), Optional.empty(), 0,
				"%s is stable and has all traffic.".formatted(revision));
	}

	/**
	 * Makes a new revision the candidate with no traffic. A candidate that it replaces
	 * loses its traffic in the same change.
	 */
	public Decision candidate(String revision) {
		Optional<String> stable = this.traffic.revision(Tag.STABLE);
		if (stable.isEmpty()) {
			return noStable();
		}
		String replaced = this.traffic.revision(Tag.CANDIDATE)
			.filter((before) -> !before.equals(revision) && this.traffic.percent(before) > 0)
			.map((before) -> " It replaces %s, which had %d %%.".formatted(before, this.traffic.percent(before)))
			.orElse("");
		return change(stable, Optional.of(revision), this.traffic.revision(Tag.PREVIOUS), 0,
				"%s is the candidate, with no traffic.%s".formatted(revision, replaced));
	}

	/** Returns the revision of a tag. */
	public Optional<String> revision(Tag tag) {
		return this.traffic.revision(tag);
	}

	/** Keeps the traffic, but exchanges the tags after a rollback by hand. */
	public Decision keep(String sentence) {
		return this.actual.equals(this.traffic) ? new Unchanged(sentence) : new Change(this.traffic, sentence);
	}

	/** Gives the candidate a share in per cent and stable the rest. */
	public Decision canary(int percent) {
		Optional<String> stable = this.traffic.revision(Tag.STABLE);
		Optional<String> candidate = usableCandidate();
		if (candidate.isEmpty() || stable.isEmpty()) {
			return candidate.isEmpty() ? noCandidate() : noStable();
		}
		return change(stable, candidate, this.traffic.revision(Tag.PREVIOUS), percent,
				"%s (candidate) gets %d %%, %s (stable) gets %d %%.".formatted(candidate.get(), percent, stable.get(),
						100 - percent));
	}

	/** Makes the candidate stable, and stable the previous revision. */
	public Decision promote() {
		Optional<String> stable = this.traffic.revision(Tag.STABLE);
		Optional<String> candidate = usableCandidate();
		if (candidate.isEmpty() || stable.isEmpty()) {
			return candidate.isEmpty() ? noCandidate() : noStable();
		}
		return change(candidate, Optional.empty(), stable, 0,
				"%s is stable and has all traffic; %s is previous.".formatted(candidate.get(), stable.get()));
	}

	/**
	 * Makes the candidate stable, but only if it is still the revision that was judged.
	 */
	public Decision promote(String judged) {
		Optional<String> candidate = this.traffic.revision(Tag.CANDIDATE);
		if (candidate.isPresent() && !candidate.get().equals(judged)) {
			return new Rejected(Reason.OTHER_CANDIDATE,
					"%s was to be promoted, but the candidate is %s now.".formatted(judged, candidate.get()));
		}
		return promote();
	}

	/** Gives stable all traffic and leaves the tags as they are. */
	public Decision back() {
		Optional<String> stable = this.traffic.revision(Tag.STABLE);
		if (stable.isEmpty()) {
			return noStable();
		}
		return change(stable, this.traffic.revision(Tag.CANDIDATE), this.traffic.revision(Tag.PREVIOUS), 0,
				"%s (stable) has all traffic.%s".formatted(stable.get(), furtherBack()));
	}

	/** Exchanges stable and previous. */
	public Decision swap() {
		Optional<String> previous = this.traffic.revision(Tag.PREVIOUS);
		Optional<String> stable = this.traffic.revision(Tag.STABLE);
		if (previous.isEmpty() || previous.equals(stable)) {
			return new Rejected(Reason.NO_TARGET,
					"There is nothing to roll back to: no candidate has traffic, and there is no previous.");
		}
		return change(previous, this.traffic.revision(Tag.CANDIDATE).filter((name) -> !previous.get().equals(name)),
				stable, 0, "%s is stable again and has all traffic; %s is previous.".formatted(previous.get(),
						stable.orElse("nothing")));
	}

	/**
	 * Takes traffic back: to stable if there is a candidate or if another revision has
	 * traffic, and otherwise to the previous revision.
	 */
	public Decision rollback() {
		if (rolledBackByHand()) {
			return swap();
		}
		boolean shared = this.traffic.revision(Tag.STABLE).isPresent() && this.traffic.percent(Tag.STABLE) < 100;
		return (shared || this.traffic.revision(Tag.CANDIDATE).isPresent()) ? back() : swap();
	}

	/**
	 * Tells whether somebody has rolled back by hand, by giving all traffic to previous.
	 */
	public boolean rolledBackByHand() {
		Optional<String> previous = this.traffic.revision(Tag.PREVIOUS);
		return previous.isPresent() && this.traffic.percent(Tag.PREVIOUS) == 100
				&& !previous.equals(this.traffic.revision(Tag.STABLE));
	}

	/**
	 * Exchanges the tags stable and previous after a rollback by hand.
	 */
	public Decisions settled() {
		return (rolledBackByHand() && swap() instanceof Change change)
				? new Decisions(this.actual, change.traffic(), this.ready) : this;
	}

	private String furtherBack() {
		return this.traffic.revision(Tag.PREVIOUS)
			.map((name) -> " To return to %s (previous) instead: make rollback TO=previous.".formatted(name))
			.orElse("");
	}

	private Optional<String> usableCandidate() {
		return this.traffic.revision(Tag.CANDIDATE).filter(this.ready);
	}

	private Decision noCandidate() {
		String sentence = this.traffic.revision(Tag.CANDIDATE)
			.map((name) -> "The candidate %s is not ready; make deploy makes another one.".formatted(name))
			.orElse("There is no candidate; make deploy makes one.");
		return new Rejected(Reason.NO_CANDIDATE, sentence);
	}

	private static Decision noStable() {
		return new Rejected(Reason.NO_STABLE, "No revision is stable; make deploy makes the first one stable.");
	}

	private Decision change(Optional<String> all, Optional<String> next, Optional<String> before, int percent,
			String sentence) {
		List<Entry> entries = new ArrayList<>();
		all.ifPresent((revision) -> entries.add(new Entry(Tag.STABLE, revision, 100 - percent)));
		next.filter((revision) -> percent > 0 || this.ready.test(revision))
			.ifPresent((revision) -> entries.add(new Entry(Tag.CANDIDATE, revision, percent)));
		before.filter(this.ready).ifPresent((revision) -> entries.add(new Entry(Tag.PREVIOUS, revision, 0)));
		Traffic after = new Traffic(entries);
		if (this.actual.equals(after)) {
			return new Unchanged(sentence);
		}
		return new Change(after, sentence);
	}

}
