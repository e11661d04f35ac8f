package dev.animals.testing;

import java.time.Instant;

import dev.animals.testing.PodWatch.Event;
import dev.animals.testing.PodWatch.Pod;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class PodHistoryTests {

	private static final String PENDING = "{'metadata': {'name': 'a'}}";

	private static final String READY = """
			{'metadata': {'name': 'a'}, 'spec': {'nodeName': 'n'},
			'status': {'conditions': [{'type': 'Ready', 'status': 'True'}]}}""";

	private static final String UNREADY = READY.replace("'True'", "'False'");

	private static final String STOPPING = READY.replace("'name': 'a'", "'name': 'a', 'deletionTimestamp': 'now'");

	private final PodHistory history = new PodHistory();

	@Test
	void notesWhenAPodFirstGetsIntoEachState() {
		see("ADDED", PENDING, 1);
		see("MODIFIED", READY, 2);
		see("MODIFIED", READY, 3);
		see("MODIFIED", STOPPING, 4);
		see("DELETED", STOPPING, 5);
		assertThat(this.history.times(Event.ADDED)).containsExactly(at(1));
		assertThat(this.history.times(Event.SCHEDULED)).containsExactly(at(2));
		assertThat(this.history.times(Event.READY)).containsExactly(at(2));
		assertThat(this.history.times(Event.STOPPED)).containsExactly(at(4));
		assertThat(this.history.times(Event.DELETED)).containsExactly(at(5));
	}

	@Test
	void countsThePodsInAStateAtATime() {
		see("ADDED", PENDING, 1);
		see("MODIFIED", READY, 3);
		see("MODIFIED", STOPPING, 5);
		assertThat(this.history.count(Event.ADDED, at(0))).isZero();
		assertThat(this.history.count(Event.ADDED, at(2))).isEqualTo(1);
		assertThat(this.history.count(Event.READY, at(2))).isZero();
		assertThat(this.history.count(Event.READY, at(4))).isEqualTo(1);
		assertThat(this.history.count(Event.READY, at(6))).isZero();
	}

	@Test
	void tellsWhichPodsAreReadyNow() {
		see("ADDED", READY, 1);
		assertThat(this.history.existing()).extracting(Pod::ready).containsExactly(true);
		see("MODIFIED", UNREADY, 2);
		assertThat(this.history.existing()).extracting(Pod::ready).containsExactly(false);
		see("MODIFIED", STOPPING, 3);
		assertThat(this.history.existing()).extracting(Pod::ready).containsExactly(false);
		see("DELETED", STOPPING, 4);
		assertThat(this.history.existing()).isEmpty();
	}

	@Test
	void treatsAPodThatIsMissingFromANewListAsDeleted() {
		this.history.replace(json("{'items': [" + READY + "]}"), at(1));
		assertThat(this.history.existing()).extracting(Pod::name).containsExactly("a");
		this.history.replace(json("{'items': []}"), at(2));
		assertThat(this.history.existing()).isEmpty();
		assertThat(this.history.count(Event.READY, at(2))).isZero();
	}

	@Test
	void ignoresAnErrorOfTheWatch() {
		see("ERROR", "{'kind': 'Status', 'code': 410}", 1);
		assertThat(this.history.existing()).isEmpty();
	}

	private void see(String type, String pod, int second) {
		this.history.see(json("{'type': '%s', 'object': %s}".formatted(type, pod)), at(second));
	}

	private static Instant at(int second) {
		return Instant.ofEpochSecond(second);
	}

	private static JsonNode json(String text) {
		return new JsonMapper().readTree(text.replace('\'', '"'));
	}

}
