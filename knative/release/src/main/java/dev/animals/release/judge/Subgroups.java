package dev.animals.release.judge;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.animals.photos.LabelledPhoto;
import dev.animals.release.judge.Family.Member;
import dev.animals.release.judge.Finding.State;
import dev.animals.release.judge.JudgeSettings.Groups;
import dev.animals.release.judge.JudgeSettings.Slices;
import dev.animals.release.judge.Question.Asker;

/**
 * Looks for a fault that is confined to a subgroup of the requests and too rare to be
 * seen in the sum: one reason for rejections, one group of animals, or one slice by mode,
 * format or size.
 */
final class Subgroups implements Check {

	/**
	 * The largest number of tests: the models of this repository have at most 38 groups
	 * and verdicts, each of which can rise or fall. If a model has more, the others are
	 * not tested.
	 */
	private static final int LARGEST_FAMILY = 80;

	/**
	 * The largest number of tests: one for all rejections, and one for each reason that
	 * occurs. The service has 23 reasons, so if more than 19 of them occur, the others
	 * are not tested.
	 */
	private static final int REASONS = 20;

	private static final String ALL = "all";

	private static final int AGES = 4;

	/** A subgroup that stable has answered less often is not judged. */
	private static final long ENOUGH = 20;

	private static final Predicate<String> FAILED = "failed"::equals;

	private static final Predicate<String> REJECTED = "rejected"::equals;

	private static final Predicate<String> NOTHING_SEEN = Predicate.not(LabelledPhoto::namesSubject);

	private final String name;

	private final String limit;

	private final State found;

	private final Family family;

	private Subgroups(String name, String limit, State found, Family family) {
		this.name = name;
		this.limit = limit;
		this.found = found;
		this.family = family;
	}

	/** Compares the rejected requests, all together and by reason. */
	static Subgroups rejections(double tolerated, int steps, double threshold) {
		return new Subgroups("rejections", "+" + Figures.percent(tolerated), State.WORSE, new Family(Subgroups::reasons,
				(reason) -> Map.of(reason, byReason(reason, tolerated)), REASONS, steps, threshold));
	}

	private static Set<String> reasons(Block before) {
		Set<String> reasons = new LinkedHashSet<>();
		reasons.add(ALL);
		reasons.addAll(Counts.bins(before.candidate().reasons(), before.stable().reasons()));
		return reasons;
	}

	private static Asker byReason(String reason, double tolerated) {
		return Question.always(tolerated,
				reason.equals(ALL) ? Counts::rejectedShare : (counts) -> counts.rejectedFor(reason));
	}

	/** Compares how often each group and verdict is the answer. */
	static Subgroups groups(Groups limits, int steps, double threshold) {
		return new Subgroups("groups", "±" + Figures.percent(limits.relative()), State.WORSE,
				new Family((before) -> Counts.bins(before.candidate().answers(), before.stable().answers()),
						(answer) -> byAnswer(answer, limits), LARGEST_FAMILY, steps, threshold));
	}

	private static Map<String, Asker> byAnswer(String answer, Groups limits) {
		Map<String, Asker> members = new LinkedHashMap<>();
		Function<Counts, Share> event = (counts) -> counts.answered(answer);
		members.put("not " + answer, relative(event, event.andThen(Share::rest), limits.relative(), limits.falls()));
		members.put(answer, relative(event, event, limits.relative(), limits.rises()));
		return members;
	}

	/**
	 * Tolerates a change by a part of stable's share. A rare answer may change by a
	 * larger part than a frequent one.
	 */
	private static Asker relative(Function<Counts, Share> answer, Function<Counts, Share> event, double part,
			double least) {
		return Question.ofStable((stable) -> {
			Share before = answer.apply(stable);
			return (before.of() < ENOUGH) ? Optional.empty()
					: Optional.of(new Question(event, Math.max(part * before.ratio(), least)));
		});
	}

	/** Compares the outcomes in each slice by mode, format and size. */
	static Subgroups slices(Slices limits, int steps, double threshold) {
		return new Subgroups("slices", "", State.WORSE,
				new Family(Subgroups::slices, (slice) -> bySlice(slice, limits), LARGEST_FAMILY, steps, threshold));
	}

	private static Set<String> slices(Block before) {
		Set<String> slices = new LinkedHashSet<>();
		before.stable().slices().forEach((slice, outcomes) -> {
			if (Tally.total(outcomes) >= ENOUGH) {
				slices.add(slice);
			}
		});
		return slices;
	}

	private static Map<String, Asker> bySlice(String slice, Slices limits) {
		Map<String, Asker> members = new LinkedHashMap<>();
		members.put(slice + " failed", in(slice, FAILED, limits.failed()));
		members.put(slice + " rejected", in(slice, REJECTED, limits.rejected()));
		members.put(slice + " no animal seen", in(slice, NOTHING_SEEN, limits.nothingSeen()));
		return members;
	}

	private static Asker in(String slice, Predicate<String> outcomes, double tolerated) {
		return Question.always(tolerated, (counts) -> counts.sliceIn(slice, outcomes));
	}

	/**
	 * Compares the judgements of users. Only predictions of equal age are compared,
	 * because users complain sooner than they praise, and the candidate's predictions are
	 * younger. The result is advice: anyone can send feedback, so it does not decide.
	 */
	static Subgroups feedback(double tolerated, int steps, double threshold) {
		return new Subgroups("wrong by feedback", "+" + Figures.percent(tolerated), State.ASKS,
				new Family((before) -> before.candidate().feedback().keySet(),
						(age) -> Map.of("age " + age, Question.always(tolerated, (counts) -> counts.judgedWrong(age))),
						AGES, steps, threshold));
	}

	@Override
	public void add(History before, Look look) {
		this.family.add(before, look.block());
	}

	@Override
	public List<Finding> findings(History seen, boolean last) {
		Strength against = this.family.against();
		Optional<Member> strongest = this.family.strongest();
		Optional<Question> question = strongest.flatMap((member) -> member.asker().after(seen.total()));
		if (strongest.isEmpty() || question.isEmpty()) {
			return List.of(new Finding(this.name, State.FINE, "alike", "", this.limit, against));
		}
		Function<Counts, Share> event = question.get().event();
		return List.of(new Finding(this.name, against.isEnough() ? this.found : State.FINE,
				strongest.get().name() + ": " + Figures.share(event.apply(seen.total().candidate())),
				Figures.share(event.apply(seen.total().stable())), "+" + Figures.percent(question.get().margin()),
				against));
	}

}
