package dev.animals.release.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.animals.release.judge.Evidence.Expectation;
import dev.animals.release.judge.Question.Asker;

/**
 * Tests of the same kind, for instance one for each group of animals. The evidence of the
 * family is the mean of its members' evidence, which is an e-process however the members
 * depend on each other (Vovk and Wang, E-values: Calibration, Combination and
 * Applications, Annals of Statistics 2021). So the family needs only one share of the
 * allowed false alarms.
 */
final class Family {

	private final Function<Block, Set<String>> subgroups;

	private final Function<String, Map<String, Asker>> members;

	private final int size;

	private final int steps;

	private final double threshold;

	private final Set<String> known = new HashSet<>();

	private final List<Member> tests = new ArrayList<>();

	/**
	 * Creates a family without members.
	 * @param subgroups returns the subgroups that occur in earlier blocks
	 * @param members returns the members for a subgroup
	 * @param size the largest number of members; later ones are not tested
	 * @param steps the number of steps in the rollout
	 * @param threshold the evidence of the family that is needed
	 */
	Family(Function<Block, Set<String>> subgroups, Function<String, Map<String, Asker>> members, int size, int steps,
			double threshold) {
		this.subgroups = subgroups;
		this.members = members;
		this.size = size;
		this.steps = steps;
		this.threshold = threshold;
	}

	void add(History before, Block block) {
		List<Block> since = before.sinceSteps();
		if (since.isEmpty()) {
			return;
		}
		for (String subgroup : this.subgroups.apply(before.total())) {
			if (this.known.add(subgroup)) {
				this.members.apply(subgroup).forEach(this::include);
			}
		}
		this.tests.forEach((test) -> test.evidence().add(since, block));
	}

	private void include(String name, Asker asker) {
		if (this.tests.size() < this.size) {
			this.tests.add(new Member(name, asker,
					new Evidence(Hypothesis.AT_MOST, Expectation.OWN, asker, this.steps, this.size * this.threshold)));
		}
	}

	/** Returns the evidence that at least one member found something. */
	Strength against() {
		double found = this.tests.stream().mapToDouble((test) -> test.evidence().value()).sum();
		return new Strength((found + this.size - this.tests.size()) / this.size, this.threshold);
	}

	/** Returns the member with the strongest evidence, if there is any evidence. */
	Optional<Member> strongest() {
		return this.tests.stream()
			.filter((member) -> member.evidence().value() > 1)
			.max(Comparator.comparingDouble((member) -> member.evidence().value()));
	}

	/**
	 * A test of the family.
	 *
	 * @param name the name of the test
	 * @param asker chooses the events that it counts
	 * @param evidence the evidence that it has found
	 */
	record Member(String name, Asker asker, Evidence evidence) {
	}

}
