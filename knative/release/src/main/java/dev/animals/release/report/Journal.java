package dev.animals.release.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.rollout.Outcome;
import dev.animals.release.rollout.View;
import dev.animals.release.smoke.SmokeResult;

/**
 * Records the events of a rollout for its report.
 */
public final class Journal implements View {

	private final Supplier<Instant> clock;

	private final List<Event> events = new ArrayList<>();

	private final List<Point> points = new ArrayList<>();

	private Optional<SmokeResult> smoke = Optional.empty();

	private Outcome outcome = Outcome.NOTHING_TO_DO;

	private String decision = "";

	/** Creates an empty journal. */
	public Journal(Supplier<Instant> clock) {
		this.clock = clock;
	}

	/**
	 * An event.
	 *
	 * @param at the time of the event
	 * @param sentence what happened
	 */
	record Event(Instant at, String sentence) {
	}

	/**
	 * One block and its verdict.
	 *
	 * @param look the input of the judge
	 * @param verdict the verdict on all blocks so far
	 */
	record Point(Look look, Verdict verdict) {

		boolean isBake() {
			return this.look.percent() == 100;
		}

	}

	@Override
	public void said(String sentence) {
		this.events.add(new Event(this.clock.get(), sentence));
	}

	@Override
	public void smoked(SmokeResult result) {
		this.smoke = Optional.of(result);
	}

	@Override
	public void looked(Look look, Verdict verdict, String waiting, boolean live) {
		this.points.add(new Point(look, verdict));
	}

	@Override
	public void ended(Outcome outcome, String sentence) {
		this.outcome = outcome;
		this.decision = sentence;
	}

	List<Event> events() {
		return List.copyOf(this.events);
	}

	List<Point> points() {
		return List.copyOf(this.points);
	}

	/** Returns the blocks before the promotion, on which the decision was based. */
	List<Point> judged() {
		return this.points.stream().filter((point) -> !point.isBake()).toList();
	}

	Optional<SmokeResult> smoke() {
		return this.smoke;
	}

	Outcome outcome() {
		return this.outcome;
	}

	/** Returns the decision in a sentence. */
	String decision() {
		return this.decision;
	}

}
