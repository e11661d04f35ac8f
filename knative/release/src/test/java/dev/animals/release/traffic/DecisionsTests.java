package dev.animals.release.traffic;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.animals.release.traffic.Decision.Change;
import dev.animals.release.traffic.Decision.Reason;
import dev.animals.release.traffic.Decision.Rejected;
import dev.animals.release.traffic.Decision.Unchanged;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionsTests {

	private static final Set<String> READY = Set.of("v1", "v2", "v3", "v4");

	/**
	 * Traffic is written as {@code tag=revision:percent …}; {@code -} stands for no tag.
	 */
	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource(delimiter = '|', textBlock = """
			stable=v1:100                              | first v2      | stable=v2:100
			stable=v1:100                              | candidate v2  | stable=v1:100 candidate=v2:0
			stable=v1:80 candidate=v2:20               | candidate v3  | stable=v1:100 candidate=v3:0
			stable=v1:80 -=v2:20                       | candidate v3  | stable=v1:100 candidate=v3:0
			stable=v1:100 previous=v2:0                | candidate v2  | stable=v1:100 candidate=v2:0 previous=v2:0
			stable=v1:100 candidate=v2:0               | canary 10     | stable=v1:90 candidate=v2:10
			stable=v1:70 candidate=v2:10 -=v3:20       | canary 10     | stable=v1:90 candidate=v2:10
			stable=v1:90 candidate=v2:10 previous=v3:0 | canary 100    | stable=v1:0 candidate=v2:100 previous=v3:0
			stable=v1:90 candidate=v2:10 previous=v3:0 | promote       | stable=v2:100 previous=v1:0
			stable=v1:90 candidate=v2:10 previous=v3:0 | back          | stable=v1:100 candidate=v2:0 previous=v3:0
			stable=v1:80 -=v2:20 previous=v3:0         | rollback      | stable=v1:100 previous=v3:0
			stable=v1:80 candidate=v2:20 previous=v3:0 | rollback      | stable=v1:100 candidate=v2:0 previous=v3:0
			stable=v1:100 previous=v3:0                | rollback      | stable=v3:100 previous=v1:0
			stable=v1:0 previous=v3:100                | rollback      | stable=v3:100 previous=v1:0
			stable=v1:0 previous=v3:100 candidate=v2:0 | canary 10     | stable=v3:90 candidate=v2:10 previous=v1:0
			stable=v1:0 previous=v3:100 candidate=v2:0 | promote       | stable=v2:100 previous=v3:0
			stable=v1:100 candidate=bad:0              | back          | stable=v1:100
			stable=v1:50 candidate=bad:50              | rollback      | stable=v1:100
			stable=bad:50 candidate=v2:50              | promote       | stable=v2:100
			""")
	void decides(String before, String wanted, String after) {
		assertThat(decide(before, wanted)).isInstanceOfSatisfying(Change.class,
				(change) -> assertThat(change.traffic()).isEqualTo(traffic(after)));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource(delimiter = '|', textBlock = """
			stable=v1:100                  | canary 10        | NO_CANDIDATE
			stable=v1:100                  | promote          | NO_CANDIDATE
			stable=v1:100 candidate=bad:0  | canary 10        | NO_CANDIDATE
			stable=v1:100 candidate=bad:0  | promote          | NO_CANDIDATE
			candidate=v2:0 -=v1:100        | promote          | NO_STABLE
			-=v1:100                       | candidate v2     | NO_STABLE
			stable=v1:100                  | rollback         | NO_TARGET
			stable=v1:90 candidate=v3:10   | promote judged   | OTHER_CANDIDATE
			""")
	void rejects(String before, String wanted, Reason reason) {
		assertThat(decide(before, wanted)).isInstanceOfSatisfying(Rejected.class,
				(rejected) -> assertThat(rejected.reason()).isEqualTo(reason));
	}

	@Test
	void changesNothingIfTrafficIsAsWanted() {
		assertThat(decide("stable=v1:90 candidate=v2:10", "canary 10")).isInstanceOf(Unchanged.class);
	}

	@Test
	void namesTheWayToThePreviousRevisionIfACandidateHasNoTraffic() {
		assertThat(decide("stable=v1:100 candidate=v2:0 previous=v3:0", "rollback"))
			.isInstanceOfSatisfying(Unchanged.class, (same) -> assertThat(same.sentence()).contains("TO=previous"));
	}

	@Test
	void listsRevisionsWithTrafficButWithoutATag() {
		assertThat(traffic("stable=v1:80 -=v2:15 -=v1:5").untagged())
			.containsExactly(new Entry((String) null, "v2", 15));
	}

	@Test
	void sharesAddUpToAHundredWhateverWasThereBefore() {
		for (String before : List.of("stable=v1:80 candidate=v2:20", "stable=v1:10 -=v3:20 candidate=v2:70",
				"stable=v1:0 previous=v2:100 candidate=v3:0", "stable=v1:50 candidate=v1:50 previous=v2:0")) {
			for (String wanted : List.of("first v4", "candidate v4", "canary 33", "promote", "back", "rollback")) {
				if (decide(before, wanted) instanceof Change change) {
					assertThat(change.traffic().entries().stream().mapToInt(Entry::percent).sum()).isEqualTo(100);
					assertThat(change.traffic().untagged()).isEmpty();
				}
			}
		}
	}

	private static Decision decide(String before, String wanted) {
		Decisions decisions = new Decisions(traffic(before), READY::contains).settled();
		String[] words = wanted.split(" ", -1);
		return switch (words[0]) {
			case "first" -> decisions.first(words[1]);
			case "candidate" -> decisions.candidate(words[1]);
			case "canary" -> decisions.canary(Integer.parseInt(words[1]));
			case "promote" -> (words.length > 1) ? decisions.promote(words[1]) : decisions.promote();
			case "back" -> decisions.back();
			case "rollback" -> new Decisions(traffic(before), READY::contains).rollback();
			default -> throw new IllegalArgumentException(wanted);
		};
	}

	static Traffic traffic(String text) {
		return new Traffic(List.of(text.strip().split(" +")).stream().map((entry) -> {
			String[] parts = entry.split("[=:]", -1);
			return new Entry(parts[0].equals("-") ? null : parts[0], parts[1], Integer.parseInt(parts[2]));
		}).toList());
	}

}
