package dev.animals.capacity.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TrafficFileTests {

	@TempDir
	private Path folder;

	@Test
	void readsATableWithTabs() throws IOException {
		Traffic traffic = read("second\trequests\n0\t3\n1\t4\n");
		assertThat(traffic.name()).isEqualTo("monday");
		assertThat(traffic.intervalSeconds()).isOne();
		assertThat(traffic.requests()).containsExactly(3, 4);
	}

	@Test
	void readsMinutesSinceAnyBeginningWithCommas() throws IOException {
		Traffic traffic = read("minute,requests\n29400001,2.5\n29400003,1e2\n");
		assertThat(traffic.intervalSeconds()).isEqualTo(60);
		assertThat(traffic.requests()).containsExactly(2.5, 0, 100);
		assertThat(traffic.seconds()).isEqualTo(180);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "time,requests\\n0,1 | :1: expected 'second' or 'minute', a tab or a comma,",
			"second,requests\\n0,1\\n1,-1 | :3: expected a whole number, a tab or a comma, and a number that is not",
			"second,requests\\n0 | :2: expected a whole number,", "second,requests\\n | has no requests.",
			"second,requests\\n0,1\\n9999999,1 | covers more than 31 days." })
	void saysWhatIsWrong(String text, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> read(text.replace("\\n", "\n")))
			.withMessageContaining(message);
	}

	@Test
	void saysThatThereIsNoSuchFile() {
		assertThatIllegalArgumentException().isThrownBy(() -> TrafficFile.read(this.folder.resolve("none.tsv")))
			.withMessageStartingWith("There is no file");
	}

	private Traffic read(String text) throws IOException {
		return TrafficFile.read(Files.writeString(this.folder.resolve("monday.tsv"), text));
	}

}
