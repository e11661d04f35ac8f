package dev.animals.e2e.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.animals.e2e.Address;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Proves which counts are lost when a pod ends: none if it terminates normally, and at
 * most those since the last scrape if it is killed. The table is
 * {@code target/killed.md}.
 */
@Tag("long")
class KilledPodTests {

	/**
	 * How long each pod lives: one ends before it is scraped, one soon after its first
	 * scrape, and one after rules have counted its requests.
	 */
	private static final List<Duration> LIVES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(12),
			Duration.ofSeconds(60));

	/**
	 * The longest time without a scrape. Pods are scraped every 10 s
	 * (monitoring/pod-monitor.yaml). Prometheus looks for new pods every 5 s, and a
	 * scrape may take 2 s on a busy node.
	 */
	private static final Duration READ = Duration.ofSeconds(17);

	/**
	 * The longest time until rules have counted a scrape. Every 30 s they count what was
	 * scraped at least 15 s before (monitoring/rules).
	 */
	private static final Duration COUNTED = Duration.ofSeconds(45);

	@RegisterExtension
	static final Environment environment = new Environment("killed");

	private static final Map<String, String> rows = new TreeMap<>();

	@BeforeAll
	static void deploy() {
		assumeTrue(Prometheus.isThere(), "Prometheus is missing: run make monitoring first");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		awaitRecorded();
	}

	@AfterAll
	static void write() throws IOException {
		String table = """
				| end of each pod | sent | requests recorded, from the activator | requests recorded, from pods \
				| photos recorded | photos never scraped, for each pod |
				|---|---|---|---|---|---|
				""" + String.join("", rows.values());
		Files.writeString(Settings.OUTPUT.resolve("killed.md"), table);
		System.out.println(table);
	}

	/** Draining a node ends pods in this way. */
	@Test
	void losesNoCountOfAPodThatIsToldToStop() {
		Outcome outcome = outcome("told to stop", (pod) -> environment.kubectl("delete", "pod", pod, "--wait=false"));

		assertThat(outcome.unread()).isZero();
		assertThat(outcome.photos()).isEqualTo(outcome.sent());
		assertThat(outcome.requests()).isEqualTo(outcome.sent());
	}

	/** The pods of a failed node end in this way. */
	@Test
	void losesTheCountsSinceTheLastScrapeOfAPodThatIsDeletedByForce() {
		Outcome outcome = outcome("pod deleted by force",
				(pod) -> environment.kubectl("delete", "pod", pod, "--grace-period=0", "--force"));

		assertThat(outcome.photos()).isEqualTo(outcome.sent() - outcome.unread());
	}

	/** Containers that run out of memory end in this way. */
	@Test
	void losesTheCountsThatRulesHaveNotSeenOfAContainerThatIsKilled() {
		Outcome outcome = outcome("container killed (SIGKILL)", KilledPodTests::kill);

		// The new container continues the same series from 0, so counts that rules have
		// not recorded yet are lost too.
		assertThat(outcome.photos()).isBetween(outcome.sent() - outcome.answeredWithin(READ.plus(COUNTED)),
				outcome.sent() - outcome.unread());
		// queue-proxy is another process, so it keeps its counts.
		assertThat(outcome.requests()).isEqualTo(outcome.sent());
	}

	private static Outcome outcome(String name, Consumer<String> end) {
		Address users = environment.users();
		Instant start = Instant.now();
		List<Life> lives = new ArrayList<>();
		for (Duration duration : LIVES) {
			environment.awaitNoPods();
			lives.add(live(users, duration, end));
		}
		awaitRecorded();

		Outcome outcome = new Outcome(lives, recorded(start, "revision:http_requests:increase30s", "from=\"pod\""),
				recorded(start, "revision:animals_predictions:increase30s"));
		int activator = recorded(start, "revision:http_requests:increase30s", "from=\"activator\"");
		rows.put(name,
				"| %s | %d | %d | %d | %d | %s |%n".formatted(name, outcome.sent(), activator, outcome.requests(),
						outcome.photos(), lives.stream().map(Life::toString).collect(Collectors.joining("; "))));

		assertThat(activator).isEqualTo(outcome.sent());
		assertThat(lives)
			.allSatisfy((life) -> assertThat(life.unread()).isLessThanOrEqualTo(life.answeredWithin(READ)));
		return outcome;
	}

	/** Wakes a pod, sends photos for some time, and ends the pod. */
	private static Life live(Address users, Duration duration, Consumer<String> end) {
		byte[] photo = Photos.koala();
		List<Instant> answers = new ArrayList<>();
		String pod = "";
		Instant last = Instant.MAX;
		while (Instant.now().isBefore(last)) {
			assertThat(users.classify(photo).statusCode()).isEqualTo(200);
			answers.add(Instant.now());
			if (answers.size() == 1) {
				assertThat(environment.pods()).hasSize(1);
				pod = environment.pods().getFirst();
				last = Instant.now().plus(duration);
			}
		}
		Instant ended = Instant.now();
		end.accept(pod);
		return new Life(pod, answers, ended);
	}

	/** Kills the service's process in a pod. The node must be this machine. */
	private static void kill(String pod) {
		Optional<ProcessHandle> process = ProcessHandle.allProcesses()
			.filter((each) -> variables(each).containsAll(List.of("HOSTNAME=" + pod, "K_SERVICE=animals")))
			.findFirst();
		assumeTrue(process.isPresent(), "The pod runs on another machine, or this user may not see its process.");
		process.orElseThrow().destroyForcibly();
	}

	private static List<String> variables(ProcessHandle process) {
		try {
			return List.of(Files.readString(Path.of("/proc/%d/environ".formatted(process.pid()))).split("\0"));
		}
		catch (IOException ex) {
			// The process belongs to another user or has ended.
			return List.of();
		}
	}

	private static void awaitRecorded() {
		environment.awaitNoPods();
		Prometheus.awaitRecorded("animals-requests");
		Prometheus.awaitRecorded("animals-counted");
	}

	private static int recorded(Instant start, String rule, String... labels) {
		return (int) Prometheus.recorded(start, rule, environment.namespace(), labels);
	}

	/**
	 * The counts of several pods.
	 *
	 * @param lives the pods
	 * @param requests the requests that were recorded from queue-proxy
	 * @param photos the photos that were recorded from the service
	 */
	private record Outcome(List<Life> lives, int requests, int photos) {

		int sent() {
			return this.lives.stream().mapToInt((life) -> life.answers().size()).sum();
		}

		int unread() {
			return this.lives.stream().mapToInt(Life::unread).sum();
		}

		int answeredWithin(Duration time) {
			return this.lives.stream().mapToInt((life) -> life.answeredWithin(time)).sum();
		}

	}

	/**
	 * The life of a pod.
	 *
	 * @param pod the pod's name
	 * @param answers the time of each answer
	 * @param end the time when the pod was ended
	 */
	private record Life(String pod, List<Instant> answers, Instant end) {

		/** Returns how many answers of the pod Prometheus never scraped. */
		int unread() {
			// Uses the maximum, because a restarted container counts from 0.
			return this.answers.size()
					- (int) Prometheus.number("max_over_time(%s[%s])".formatted(counted(), window()));
		}

		/** Returns how many photos the pod answered in the given time before its end. */
		int answeredWithin(Duration time) {
			return (int) this.answers.stream().filter((answer) -> answer.isAfter(this.end.minus(time))).count();
		}

		/**
		 * Returns the time of the last scrape before the end, in seconds since 1970; 0 if
		 * there was none.
		 */
		private double read() {
			return Prometheus.number("max(max_over_time(timestamp(%s)[%s:1s] @ %d))".formatted(counted(), window(),
					this.end.getEpochSecond()));
		}

		private String counted() {
			return "animals_confidence_count{namespace=\"%s\",pod=\"%s\"}".formatted(environment.namespace(), this.pod);
		}

		private String window() {
			return Prometheus.window(this.answers.getFirst());
		}

		@Override
		public String toString() {
			String read = (read() > 0)
					? "last scraped %.0f s before the end".formatted(this.end.toEpochMilli() / 1000.0 - read())
					: "never scraped";
			return "%d of %d".formatted(unread(), this.answers.size()) + ((unread() > 0) ? " (" + read + ")" : "");
		}

	}

}
