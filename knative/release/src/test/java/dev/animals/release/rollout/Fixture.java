package dev.animals.release.rollout;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.prometheus.Metrics;
import dev.animals.release.simulation.Users;
import dev.animals.release.simulation.Behaviour;
import dev.animals.release.smoke.Smoke;
import dev.animals.release.traffic.Entry;
import dev.animals.release.traffic.Tag;
import dev.animals.release.traffic.Traffic;

/** A rollout with a simulated cluster, simulated users and a simulated clock. */
final class Fixture {

	static final Behaviour GOOD = new Behaviour(Users.LITE0, 0.001, 0.08);

	static final Behaviour BAD = new Behaviour(Users.SHUFFLED, 0.001, 0.08);

	static final Settings SETTINGS = Settings.read(Path.of("rollout.yaml"));

	final FakeCluster cluster = new FakeCluster();

	final FakeTime time = new FakeTime();

	final Recorder view = new Recorder();

	Metrics users = users(GOOD, GOOD);

	Optional<Smoke> smoke = Optional.empty();

	boolean replaced;

	Users users(Behaviour stable, Behaviour candidate) {
		return new Users(1, 20, stable, candidate, this.cluster);
	}

	/** Lets the candidate behave well until a time, and badly from then on. */
	void candidateTurns(Behaviour later, Instant when) {
		Users good = users(GOOD, GOOD);
		Users bad = users(GOOD, later);
		this.users = (from, to, candidate, stable) -> (from.isBefore(when) ? good : bad).between(from, to, candidate,
				stable);
	}

	Outcome run() {
		return rollout().run();
	}

	/** Runs a rollout that was prepared. */
	Outcome run(String id) {
		return rollout().run(id);
	}

	private Rollout rollout() {
		return new Rollout(new Rollout.Parts(SETTINGS, this.cluster, this.users, this.smoke, this.time, this.view,
				() -> this.replaced));
	}

	/** Runs the rollout and kills it when the candidate gets the given share. */
	void killedAt(int percent) {
		this.cluster.afterWrite = () -> {
			if (this.cluster.percent() == percent) {
				throw new KilledError();
			}
		};
		try {
			run();
			throw new AssertionError("The rollout was not killed.");
		}
		catch (KilledError ex) {
			this.cluster.holder = null;
		}
		this.cluster.afterWrite = () -> {
		};
	}

	void pass(Duration duration) {
		this.time.pass(duration);
	}

	static Traffic byHand(int percent) {
		return new Traffic(List.of(new Entry(Tag.STABLE, FakeCluster.STABLE, 100 - percent),
				new Entry(Tag.CANDIDATE, FakeCluster.CANDIDATE, percent)));
	}

	static void fail(Throwable failure) {
		switch (failure) {
			case RuntimeException ex -> throw ex;
			case Error ex -> throw ex;
			default -> throw new IllegalStateException(failure);
		}
	}

	/** Ends a rollout in the same way as a killed process, without any clean-up. */
	static final class KilledError extends Error {

	}

	/** Records the calls of a listener. */
	static final class Recorder extends Silent {

		final List<String> sentences = new ArrayList<>();

		final List<Boolean> live = new ArrayList<>();

		final List<Look> looks = new ArrayList<>();

		@Nullable Outcome outcome;

		String why = "";

		/** Runs at each call and may throw. */
		Runnable beforeCall = () -> {
		};

		@Override
		public void said(String sentence) {
			this.beforeCall.run();
			this.sentences.add(sentence);
		}

		@Override
		public void looked(Look look, Verdict verdict, String waiting, boolean live) {
			this.beforeCall.run();
			this.looks.add(look);
			this.live.add(live);
		}

		@Override
		public void ended(Outcome outcome, String sentence) {
			this.beforeCall.run();
			this.outcome = outcome;
			this.why = sentence;
		}

	}

}
