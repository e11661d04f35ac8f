package dev.animals.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.animals.benchmark.ClosedLoop.Load;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each reading of the clock takes a millisecond, so that results do not depend on the
 * speed of the machine.
 */
class ClosedLoopTests {

	private final AtomicLong nanoTime = new AtomicLong();

	/** The server answers once this many requests have arrived. */
	private CountDownLatch awaited = new CountDownLatch(0);

	private final Queue<Integer> bodies = new ConcurrentLinkedQueue<>();

	private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

	ClosedLoopTests() throws IOException {
	}

	@BeforeEach
	void start() {
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/classify", this::answer);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	/**
	 * Rejects bodies of more than ten bytes, and closes the connection after odd ones.
	 */
	private void answer(HttpExchange exchange) throws IOException {
		int length = exchange.getRequestBody().readAllBytes().length;
		this.bodies.add(length);
		this.awaited.countDown();
		awaitOthers();
		if (length % 2 == 1) {
			exchange.getResponseHeaders().set("Connection", "close");
		}
		exchange.sendResponseHeaders((length > 10) ? 413 : 200, 2);
		exchange.getResponseBody().write(new byte[2]);
		exchange.close();
	}

	private void awaitOthers() {
		try {
			this.awaited.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void sendsThePhotosInTheirOrderAndStartsAgain() {
		Load load = loop(1, 2, 3).run(1, Duration.ofMillis(12));
		assertThat(this.bodies).containsExactly(1, 2, 3, 1);
		assertThat(load.answers()).isEqualTo(4);
		assertThat(load.errors()).isZero();
	}

	@Test
	void measuresTheTimeOfEachAnswer() {
		Load load = loop(2).run(1, Duration.ofMillis(12));
		assertThat(load.p50()).isEqualTo(1);
		assertThat(load.p95()).isEqualTo(1);
		assertThat(load.rate()).isEqualTo(4 / 0.014);
	}

	@Test
	void letsEachSenderStartWithAnotherPhoto() {
		this.awaited = new CountDownLatch(3);
		Load load = loop(1, 2, 3).run(3, Duration.ofMillis(100));
		assertThat(load.errors()).isZero();
		assertThat(this.bodies.stream().limit(3)).containsExactlyInAnyOrder(1, 2, 3);
	}

	@Test
	void measuresOnlyAnswersWithStatus200() {
		Load load = loop(12).run(1, Duration.ofMillis(12));
		assertThat(load.answers()).isZero();
		assertThat(load.errors()).isEqualTo(this.bodies.size()).isPositive();
		assertThat(load.p50()).isNaN();
	}

	@Test
	void countsRequestsWithoutAnAnswerAsErrors() {
		ClosedLoop loop = loop(2);
		stop();
		Load load = loop.run(1, Duration.ofMillis(12));
		assertThat(load.answers()).isZero();
		assertThat(load.errors()).isPositive();
	}

	private ClosedLoop loop(int... lengths) {
		return new ClosedLoop(this.server.getAddress().getPort(),
				IntStream.of(lengths).mapToObj((length) -> new byte[length]).toList(),
				() -> this.nanoTime.addAndGet(1_000_000));
	}

}
