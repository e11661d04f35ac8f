package dev.animals.release.simulation;

import java.util.List;

import dev.animals.release.simulation.Behaviour.Fault;
import dev.animals.release.simulation.Request.Outcome;

/**
 * A candidate, and the circumstances of its rollout.
 *
 * @param name the difference between the candidate and stable
 * @param stable stable's behaviour
 * @param candidate the candidate's behaviour
 * @param harm the share of the candidate's requests that stable would have answered
 * better, in 0–1; 0 if the candidate is good
 * @param circumstance the circumstance that makes judging more difficult
 */
public record Scenario(String name, Behaviour stable, Behaviour candidate, double harm, Circumstance circumstance) {

	private static final double ERRORS = 0.001;

	private static final Behaviour STABLE = new Behaviour(Users.LITE0, ERRORS, 0.08);

	/** A stable revision that answers in 20 to 40 ms. */
	private static final Behaviour FAST = STABLE.taking(0.03, 0.15);

	private static final String HOOFED = "animal/other hoofed animal";

	/** The minute from which on the leak makes requests fail. */
	private static final double LEAK = 12;

	/** Candidates that are as good as stable. */
	public static final List<Scenario> GOOD = List.of(good("no change", STABLE, Circumstance.NONE),
			good("Lite2: 1.5 times the time, other answers", new Behaviour(Users.LITE2, ERRORS, 0.12),
					Circumstance.NONE),
			good("batches of equal photos", STABLE, Circumstance.BATCHES),
			good("bursts of equal photos", STABLE, Circumstance.BURSTS),
			good("feedback that comes sooner if it is negative", STABLE, Circumstance.EARLY_COMPLAINTS),
			good("24 posts of negative feedback", STABLE, Circumstance.VETO),
			good("a second pod at the 50 % step", STABLE, Circumstance.SECOND_POD),
			good("one look with a full queue", STABLE, Circumstance.FULL_QUEUE));

	/** Candidates that are worse than stable. */
	public static final List<Scenario> BAD = List.of(bad("twice the time", STABLE.taking(0.16, 0.5), 1),
			bad("150–240 ms where stable needs 20–40", FAST, FAST.taking(0.19, 0.1), 1),
			bad("one in twenty takes 30 s", hit(0.05, (request) -> request.seconds = 30), 0.05),
			bad("a third refused", hit(1 / 3.0, (request) -> request.failure = Outcome.REJECTED), 1 / 3.0),
			bad("0.5 % errors", new Behaviour(Users.LITE0, 0.005, 0.08), 0.004),
			bad("0.8 % errors", new Behaviour(Users.LITE0, 0.008, 0.08), 0.007),
			bad("1 % errors", new Behaviour(Users.LITE0, 0.01, 0.08), 0.009),
			bad("2 % errors", new Behaviour(Users.LITE0, 0.02, 0.08), 0.019),
			bad("both fail 95 %", new Behaviour(Users.LITE0, 0.95, 0.08), new Behaviour(Users.LITE0, 0.95, 0.08), 0),
			bad("fails from minute 12 on", STABLE.with((request, minute, chance) -> {
				if (minute >= LEAK && chance < 0.5) {
					request.failure = Outcome.FAILED;
				}
			}), 0), new Scenario("its metrics go blind in the last step", STABLE, STABLE, 0, Circumstance.BLIND),
			bad("swapped labels", new Behaviour(Users.SHUFFLED, ERRORS, 0.08), 1),
			bad("no normalisation", new Behaviour(Users.NOT_NORMALISED, ERRORS, 0.08), 1),
			bad("a group wrong", STABLE.with((request, _, _) -> {
				if (request.answer.equals(HOOFED)) {
					request.answer = "animal/cat";
				}
			}), 0.2), bad("25 % become not_animal", hit(0.25, (request) -> request.answer = "not_animal/none"), 0.25));

	/** Candidates with a fault in a slice with a twentieth of the traffic. */
	public static final List<Scenario> SLICES = List.of(
			bad("structured events fail", in(Request.STRUCTURED, (request) -> request.failure = Outcome.FAILED), 0.05),
			bad("WebP is refused", in(Request.WEBP, (request) -> request.failure = Outcome.REJECTED), 0.05),
			bad("PNG is not_animal", in(Request.PNG, (request) -> request.answer = "not_animal/none"), 0.05),
			bad("structured events take 3 s", in(Request.STRUCTURED, (request) -> request.seconds = 3), 0.05));

	/** Changes a request. */
	private interface Change {

		void apply(Request request);

	}

	private static Scenario good(String name, Behaviour candidate, Circumstance circumstance) {
		return new Scenario(name, STABLE, candidate, 0, circumstance);
	}

	private static Scenario bad(String name, Behaviour candidate, double harm) {
		return bad(name, STABLE, candidate, harm);
	}

	private static Scenario bad(String name, Behaviour stable, Behaviour candidate, double harm) {
		return new Scenario(name, stable, candidate, harm, Circumstance.NONE);
	}

	private static Behaviour hit(double share, Change change) {
		return STABLE.with((request, _, chance) -> {
			if (chance < share) {
				change.apply(request);
			}
		});
	}

	private static Behaviour in(String slice, Change change) {
		Fault fault = (request, _, _) -> {
			if (slice.equals(request.mode) || slice.equals(request.format)) {
				change.apply(request);
			}
		};
		return STABLE.with(fault);
	}

}
