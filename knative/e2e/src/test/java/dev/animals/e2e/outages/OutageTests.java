package dev.animals.e2e.outages;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.animals.e2e.Environment;
import dev.animals.testing.Command;
import dev.animals.testing.EnvironmentVariables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code make e2e-outages}: takes away what the service needs while callers send photos
 * over HTTP and events through a Broker. Every request gets exactly one outcome, and the
 * service answers again afterwards. Writes a table to {@code target/outages.md}.
 */
@Tag("outages")
@TestMethodOrder(OrderAnnotation.class)
class OutageTests {

	private static final Duration BEFORE = Duration.ofSeconds(5);

	private static final Duration AFTER = Duration.ofSeconds(20);

	private static final Duration LIMIT = Duration.ofMinutes(3);

	@RegisterExtension
	static final Environment environment = new Environment("outages");

	private static final OutageTable table = new OutageTable();

	@SuppressWarnings("NullAway.Init")
	private static TestedService service;

	@BeforeAll
	static void deploy() throws IOException {
		table.write();
		service = new TestedService(environment);
	}

	@AfterAll
	static void delete() {
		if (service != null) {
			service.delete();
		}
	}

	static List<Outage> outages() {
		return Outages.selected();
	}

	static List<Outage> clockSteps() {
		return Outages.selectedClockSteps();
	}

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("outages")
	@Order(1)
	void givesEveryRequestOneOutcomeAndRecovers(Outage outage) throws Exception {
		check(outage);
	}

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("clockSteps")
	@Order(2)
	void givesEveryRequestOneOutcomeWhenItsClockIsWrong(Outage step) throws Exception {
		if (step.equals(clockSteps().getFirst())) {
			service.deployWithClock();
		}
		check(step);
	}

	private static void check(Outage outage) throws Exception {
		// Read before anything breaks, so that a missing setting breaks nothing.
		String start = command(outage.start());
		String end = command(outage.end());
		Map<String, String> variables = service.prepare(outage.asleep());

		Observation seen = observe(outage, start, end, variables);

		service.awaitRecovery();
		List<Result> events = service.outcomes(seen.events());
		table.command(outage);
		table.add(outage, "photos over HTTP", seen.begin(), seen.photos());
		table.add(outage, "events to a Broker", seen.begin(), events);
		table.write();
		assertThat(events).hasSameSizeAs(seen.events());
		assertThat(List.of(seen.photos(), events))
			.allSatisfy((results) -> assertThat(results).filteredOn((result) -> !result.is(Outcome.ANSWERED))
				.allSatisfy((result) -> assertThat(result.reply().reason()).isNotEmpty()));
	}

	private static Observation observe(Outage outage, String start, String end, Map<String, String> variables)
			throws InterruptedException {
		Instant begin = outage.asleep() ? run(start, variables) : Instant.MAX;
		try (Callers photos = service.sendPhotos(); Callers events = service.sendEvents()) {
			try {
				if (!outage.asleep()) {
					Thread.sleep(BEFORE);
					begin = run(start, variables);
				}
				Thread.sleep(outage.length());
			}
			finally {
				run(end, variables);
			}
			Thread.sleep(AFTER);
			// Both end before either waits for its last replies.
			photos.end();
			events.end();
			return new Observation(begin, photos.stop(), events.stop());
		}
	}

	/** Runs a command of an outage and returns the time at which it began. */
	private static Instant run(String command, Map<String, String> variables) {
		Instant begin = Instant.now();
		Command.run(LIMIT, variables, List.of("sh", "-c", command)).succeeded();
		return begin;
	}

	/** Returns a command, or the command in the setting that it names. */
	private static String command(String line) {
		return line.startsWith("$") ? EnvironmentVariables.ofProcess().required(line.substring(1), "make e2e-outages")
				: line;
	}

	/**
	 * What callers saw of an outage.
	 *
	 * @param begin the time at which it began
	 * @param photos the results of the photos
	 * @param events the Broker's replies to the events
	 */
	private record Observation(Instant begin, List<Result> photos, List<Result> events) {
	}

}
