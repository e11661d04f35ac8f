package dev.animals.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import dev.animals.model.PredictorTurns;
import dev.animals.model.ThreadPriority;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A pool with one predictor. The first work waits until the test opens the gate, so the
 * queue fills up meanwhile.
 */
class PredictionPoolTests {

	private static final int QUEUE = 40;

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final PredictionPool pool = new PredictionPool(1, QUEUE, ObservationRegistry.NOOP, this.registry);

	private final CountDownLatch gate = new CountDownLatch(1);

	private final CountDownLatch reached = new CountDownLatch(1);

	private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

	private final List<CompletableFuture<?>> requests = new ArrayList<>();

	@AfterEach
	void close() {
		this.gate.countDown();
		this.pool.close();
	}

	@Test
	void aRequestDoesNotWaitWhileThePhotosOfABatchAreDecoded() {
		send(List.of(gated("batch 1"), part("batch 2")));
		awaitRunning();
		assertThat(this.pool.call(part("photo"))).isEqualTo("photo");
		open();
		assertThat(this.ran).containsExactly("photo", "batch 1", "batch 2");
	}

	@Test
	void aRequestDoesNotWaitWhileALargeBatchIsParsed() {
		this.requests.add(CompletableFuture.supplyAsync(() -> this.pool.parse(2_000_000, gated("batch")),
				(work) -> Thread.ofVirtual().start(work)));
		awaitRunning();
		assertThat(this.pool.call(part("photo"))).isEqualTo("photo");
		assertThat(this.pool.parse(1000, part("small batch"))).isEqualTo("small batch");
		open();
		assertThat(this.ran).containsExactly("photo", "small batch", "batch");
	}

	@Test
	void aRequestWaitsForOnePredictionOfABatchAndNotForAll() {
		send(List.of(() -> PredictorTurns.take(gated("batch 1")), predicted("batch 2"), predicted("batch 3")));
		awaitRunning();
		send(List.of(part("photo")));
		awaitQueued(1);
		open();
		assertThat(this.ran).containsExactly("batch 1", "photo", "batch 2", "batch 3");
	}

	@Test
	void batchesTakeTurns() {
		send(List.of(gated("A1"), untilAnotherWaits("A2"), untilAnotherWaits("A3")));
		awaitRunning();
		send(List.of(untilAnotherWaits("B1"), untilAnotherWaits("B2"), part("B3")));
		awaitQueued(1);
		open();
		assertThat(this.ran).containsExactly("A1", "B1", "A2", "B2", "A3", "B3");
	}

	/** Runs until the other batch has joined the queue again. */
	private Supplier<String> untilAnotherWaits(String name) {
		return () -> {
			awaitQueued(1);
			return part(name).get();
		};
	}

	@Test
	void aPredictionOfABatchIsOvertakenByALimitedNumberOfRequests() {
		int later = PredictionPool.OVERTAKING + 5;
		send(List.of(gated("first")));
		awaitRunning();
		send(List.of(predicted("batch 1"), predicted("batch 2")));
		awaitQueued(1);
		for (int i = 0; i < later; i++) {
			send(List.of(part("later")));
			awaitQueued(i + 2);
		}
		open();
		assertThat(this.ran.indexOf("batch 1")).isBetween(PredictionPool.OVERTAKING, 1 + PredictionPool.OVERTAKING);
	}

	@Test
	void batchesTakeHalfOfThePlaces() {
		int batches = (1 + QUEUE) / 2;
		send(List.of(() -> PredictorTurns.take(gated("running")), part("two")));
		awaitRunning();
		for (int i = 1; i <= batches; i++) {
			send(List.of(part("one"), part("two")));
			awaitQueued(i);
		}
		assertOverloaded(List.of(part("too many"), part("too many")));
		for (int i = batches + 1; i <= QUEUE; i++) {
			send(List.of(part("photo")));
			awaitQueued(i);
		}
		assertOverloaded(List.of(part("too many")));
		open();
		assertThat(this.ran).hasSize(2 * (1 + batches) + QUEUE - batches).doesNotContain("too many");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void predictionsOfABatchDoNotInheritTheLowPriorityOfItsDecoder() {
		int priority = ThreadPriority.nice();
		List<Integer> priorities = this.pool
			.callInTurns(List.of(() -> PredictorTurns.take(ThreadPriority::nice), ThreadPriority::nice));
		assertThat(priorities.getFirst()).isEqualTo(priority);
	}

	private void assertOverloaded(List<Supplier<String>> parts) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.pool.callInTurns(parts))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.OVERLOADED));
	}

	@Test
	void aRejectedPartEndsTheRequestAndFreesItsPlaces() {
		RejectedException rejected = new RejectedException(Reason.CORRUPT, "The photo is corrupt.");
		List<Supplier<String>> parts = List.of(part("one"), () -> {
			throw rejected;
		}, part("three"));
		for (int i = 0; i < QUEUE + 2; i++) {
			assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.pool.callInTurns(parts))
				.isSameAs(rejected);
		}
		assertThat(this.ran).containsOnly("one");
	}

	@Test
	void returnsTheResultsInOrderAndNothingForAnEmptyBatch() {
		List<Supplier<Integer>> parts = IntStream.range(0, 5).<Supplier<Integer>>mapToObj((i) -> () -> i).toList();
		assertThat(this.pool.callInTurns(parts)).containsExactly(0, 1, 2, 3, 4);
		assertThat(this.pool.callInTurns(List.of())).isEmpty();
	}

	private void send(List<Supplier<String>> parts) {
		this.requests.add(CompletableFuture.supplyAsync(() -> this.pool.callInTurns(parts),
				(work) -> Thread.ofVirtual().start(work)));
	}

	private Supplier<String> gated(String name) {
		return () -> waitForGate(name);
	}

	private Supplier<String> part(String name) {
		return () -> {
			this.ran.add(name);
			return name;
		};
	}

	private Supplier<String> predicted(String name) {
		return () -> PredictorTurns.take(part(name));
	}

	private String waitForGate(String name) {
		this.reached.countDown();
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return part(name).get();
	}

	/** Waits until the gated work has begun. */
	private void awaitRunning() {
		await(() -> this.reached.getCount() == 0);
	}

	private void awaitQueued(int count) {
		await(() -> this.registry.get("animals.queued").gauge().value() == count);
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(condition);
	}

	private void open() {
		this.gate.countDown();
		joinAll();
	}

	private void joinAll() {
		this.requests.forEach(CompletableFuture::join);
	}

}
