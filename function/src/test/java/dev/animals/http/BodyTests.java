package dev.animals.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests bodies that share 100 units of memory. Sizes in the tests are in these units.
 */
class BodyTests {

	private static final int ALL = 100;

	private final BodyMemory memory = new BodyMemory(ALL);

	private final Body body = new Body(this.memory, 1);

	@Test
	void keepsItsBytesWhenItsCapacityChanges() throws IOException {
		assertThat(this.body.resize(4)).isTrue();
		assertThat(this.body.read(new ByteArrayInputStream(new byte[] { 1, 2, 3 }))).isTrue();
		assertThat(this.body.isFull()).isFalse();
		assertThat(this.body.resize(8)).isTrue();
		assertThat(this.body.read(new ByteArrayInputStream(new byte[] { 4, 5 }))).isTrue();
		assertThat(this.body.read(new ByteArrayInputStream(new byte[0]))).isFalse();
		assertThat(this.body.resize(this.body.length())).isTrue();
		assertThat(this.body.bytes()).containsExactly(1, 2, 3, 4, 5);
	}

	@Test
	void reservesMemoryForItsCapacity() {
		assertThat(resize(this.body, 40)).isTrue();
		assertThat(this.memory.free()).isEqualTo(60);
		assertThat(resize(this.body, 60)).isTrue();
		assertThat(this.memory.free()).isEqualTo(40);
		assertThat(resize(this.body, 10)).isTrue();
		assertThat(this.memory.free()).isEqualTo(90);
		this.body.close();
		this.body.close();
		assertThat(this.memory.free()).isEqualTo(ALL);
	}

	@Test
	void reservesMemoryForTwoCopiesWhileItGrows() {
		assertThat(resize(this.body, 40)).isTrue();
		assertThat(resize(new Body(this.memory, 1), 1)).isTrue();
		assertThat(resize(this.body, 60)).isFalse();
		assertThat(this.memory.free()).isEqualTo(59);
		assertThat(resize(this.body, 59)).isTrue();
	}

	@Test
	void reservesNoFurtherMemoryForACopyOfJson() {
		Body json = new Body(this.memory, 6);
		assertThat(resize(json, 8)).isTrue();
		assertThat(resize(json, 16)).isTrue();
		assertThat(this.memory.free()).isEqualTo(4);
	}

	@Test
	void isAcceptedAloneIfItIsLargerThanAllMemory() {
		assertThat(resize(this.body, 90)).isTrue();
		assertThat(resize(this.body, 150)).isTrue();
		assertThat(resize(new Body(this.memory, 1), 1)).isFalse();
		this.body.close();
		assertThat(this.memory.free()).isEqualTo(ALL);
	}

	@Test
	void someBodiesTakeAtMostHalfOfTheMemory() {
		BodyMemory half = this.memory.half();
		Body batch = new Body(half, 1);
		assertThat(resize(batch, 30)).isTrue();
		assertThat(this.memory.free()).isEqualTo(70);
		assertThat(resize(new Body(half, 1), 21)).isFalse();
		assertThat(this.memory.free()).isEqualTo(70);
		assertThat(resize(this.body, 70)).isTrue();
		assertThat(resize(new Body(half, 1), 1)).isFalse();
		this.body.close();
		batch.close();
		assertThat(half.free()).isEqualTo(50);
		assertThat(this.memory.free()).isEqualTo(ALL);
	}

	private static boolean resize(Body body, int units) {
		return body.resize(units * Body.UNIT);
	}

}
