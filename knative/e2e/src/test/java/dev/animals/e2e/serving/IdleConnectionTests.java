package dev.animals.e2e.serving;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import dev.animals.e2e.Address;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that the service must keep idle connections longer than queue-proxy does (90 s).
 * If the service closes them first, queue-proxy may send a request while its connection
 * is being closed. It cannot know whether a POST was processed, so it does not repeat the
 * request but answers 502.
 */
@Tag("long")
class IdleConnectionTests {

	/** More than the connections that queue-proxy keeps, so that each of them is used. */
	private static final int USERS = 50;

	/** Two minutes. */
	private static final int ROUNDS = 75;

	private static final int MOST_ROUNDS = 400;

	/** Without an idle pod, a pause of 90 s would begin with a start from zero. */
	private static final String ONE_POD = Environment
		.patch("/spec/template/metadata/annotations/autoscaling.knative.dev~1min-scale", "\"1\"");

	@RegisterExtension
	static final Environment closing = new Environment("idle-closing");

	@RegisterExtension
	static final Environment keeping = new Environment("idle-keeping");

	/** The seed is fixed, so both tests have the same pauses. */
	private final Random random = new Random(1);

	private final AtomicInteger answered = new AtomicInteger();

	private final List<String> failures = new CopyOnWriteArrayList<>();

	/** It is a matter of microseconds, so the test may need many rounds. */
	@Test
	void failRequestsIfTheServiceClosesThemFirst() throws IOException, InterruptedException {
		closing.configure(ONE_POD + Environment.settings("SERVER_TOMCAT_KEEPALIVETIMEOUT=1s"));
		closing.deploy(Settings.STABLE_IMAGE).succeeded();
		Address users = closing.users();

		int rounds = 0;
		while (rounds < ROUNDS || (this.failures.isEmpty() && rounds < MOST_ROUNDS)) {
			sendAfterAPause(users, Duration.ofMillis(900), Duration.ofMillis(2200));
			rounds++;
		}

		report();
		assertThat(this.failures).isNotEmpty().allSatisfy((failure) -> assertThat(failure).startsWith("502"));
	}

	@Test
	void failNoRequestWithTheServicesOwnSetting() throws IOException, InterruptedException {
		keeping.configure(ONE_POD);
		keeping.deploy(Settings.STABLE_IMAGE).succeeded();
		Address users = keeping.users();

		for (int round = 0; round < ROUNDS; round++) {
			sendAfterAPause(users, Duration.ofMillis(900), Duration.ofMillis(2200));
		}
		report();
		// queue-proxy closes a connection after 90 s, and the service would after 100 s.
		for (int round = 0; round < 4; round++) {
			sendAfterAPause(users, Duration.ofSeconds(89), Duration.ofSeconds(102));
		}

		report();
		assertThat(this.failures).isEmpty();
		assertThat(this.answered).hasValue((ROUNDS + 4) * USERS);
	}

	/**
	 * Leaves all connections idle for a random time, and then lets each user send a
	 * request.
	 */
	private void sendAfterAPause(Address users, Duration shortest, Duration longest) throws InterruptedException {
		Thread.sleep(this.random.nextLong(shortest.toMillis(), longest.toMillis()));
		try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < USERS; i++) {
				senders.execute(() -> send(users));
			}
		}
	}

	private void send(Address users) {
		try {
			// The service rejects text at once, so its answers cost nearly nothing.
			HttpResponse<String> answer = users.post("/classify", "text/plain", new byte[] { 'a' });
			if (answer.statusCode() == 415) {
				this.answered.incrementAndGet();
			}
			else {
				this.failures.add(answer.statusCode() + " " + answer.body());
			}
		}
		catch (AssertionError ex) {
			this.failures.add(String.valueOf(ex.getCause()));
		}
	}

	private void report() {
		System.out.printf("%d requests answered so far, %d failed%n", this.answered.get(), this.failures.size());
	}

}
