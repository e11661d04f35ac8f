package dev.animals.release.deadletters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventStoreTests {

	/** What a small event takes: a block for its attributes and one for its data. */
	private static final long SMALL = 8192;

	private final TestClock clock = new TestClock();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void deletesAnEventAfterTheRetention() throws IOException {
		EventStore store = store(Duration.ofHours(1), 10 * SMALL);
		add(store, "old");
		this.clock.advance(Duration.ofMinutes(40));
		long young = add(store, "young");
		this.clock.advance(Duration.ofMinutes(40));

		store.expire();

		assertThat(keys(store)).containsExactly(young);
		assertThat(files()).containsExactlyInAnyOrder(young + ".json", young + ".data");
		assertThat(store.stored()).isEqualTo(new EventStore.Stored(1, SMALL, 1));
	}

	@Test
	void deletesTheOldestEventsWhenTheLimitIsReached() throws IOException {
		EventStore store = store(Duration.ofDays(7), 2 * SMALL);
		add(store, "first");
		long second = add(store, "second");
		long third = add(store, "third");

		assertThat(keys(store)).containsExactly(third, second);
		assertThat(store.stored()).isEqualTo(new EventStore.Stored(2, 2 * SMALL, 1));
	}

	@Test
	void keepsEventsOverARestart() throws IOException {
		long key = add(store(Duration.ofDays(7), 2 * SMALL), "kept");
		Files.writeString(this.folder.resolve("7.data"), "without attributes");
		Files.writeString(this.folder.resolve("incoming1.part"), "incomplete");

		EventStore restarted = store(Duration.ofDays(7), 2 * SMALL);

		assertThat(restarted.attributes(key).orElseThrow().get("id")).isEqualTo("kept");
		assertThat(restarted.data(key).orElseThrow()).hasContent("data of kept");
		assertThat(files()).containsExactlyInAnyOrder(key + ".json", key + ".data");
	}

	@Test
	void givesEventsOfTheSameMomentDifferentKeys() throws IOException {
		EventStore store = store(Duration.ofDays(7), 10 * SMALL);

		assertThat(add(store, "a")).isNotEqualTo(add(store, "a"));
		assertThat(keys(store)).hasSize(2);
	}

	@Test
	void rejectsALimitThatHasNoRoomForOneEvent() {
		assertThatThrownBy(() -> new SinkSettings(this.folder, Duration.ofDays(1), 10, 11))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("has no room for the largest event");
	}

	private EventStore store(Duration retention, long limit) throws IOException {
		return new EventStore(new SinkSettings(this.folder, retention, limit, 100), this.clock);
	}

	private static long add(EventStore store, String id) throws IOException {
		Path data = Files.writeString(store.incoming(), "data of " + id);
		return store.add(new Attributes(new TreeMap<>(Map.of("id", id))), data);
	}

	private static List<Long> keys(EventStore store) {
		return store.keys(Long.MAX_VALUE, 10);
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> String.valueOf(file.getFileName())).toList();
		}
	}

}
