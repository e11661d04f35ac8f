package dev.animals.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.animals.load.Exchange.Outcome;
import dev.animals.load.Exchange.Right;
import dev.animals.load.Exchange.Wrong;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Choice;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * Sends the photos, each user one request over a connection of its own: Gatling would
 * send a request again, uncounted, when a connection that was used before is closed.
 */
public final class LoadTest extends Simulation {

	/** Longer than any request may take, so that only what hangs is cut off. */
	private static final Duration DRAIN = Duration.ofSeconds(90);

	private final Settings settings = settings();

	private final Tally tally = new Tally();

	private final ScheduledExecutorService reporter = Executors.newSingleThreadScheduledExecutor();

	/** Says what is sent, where, and what must be true at the end. */
	public LoadTest() {
		setUp(population()).protocols(protocol())
			.assertions(assertions())
			.maxDuration(this.settings.duration().plus(DRAIN));
	}

	@Override
	public void before() {
		System.out.printf("%s to %s at %s: %s%n", this.settings.profile(), this.settings.host(), this.settings.url(),
				this.settings.stages());
		var _ = this.reporter.scheduleAtFixedRate(() -> Report.of(this.settings, this.tally, false).write(), 1, 1,
				TimeUnit.SECONDS);
	}

	@Override
	public void after() {
		this.reporter.close();
		int lost = this.tally.finish();
		Report report = Report.of(this.settings, this.tally, true);
		report.write();
		System.out.println(report.table());
		// Gatling counts a request only when it has ended, so it has not seen these.
		if (lost > 0 && this.settings.profile().failures == Profile.Failures.FORBIDDEN) {
			throw new IllegalStateException(lost + " requests were never answered.");
		}
	}

	private static Settings settings() {
		try {
			return Settings.from(System.getenv(), Report::lastSaturation);
		}
		catch (IllegalArgumentException ex) {
			// The user's mistake, which Gatling would bury under its stack.
			System.err.println(ex.getMessage());
			System.exit(1);
			throw ex;
		}
	}

	private HttpProtocolBuilder protocol() {
		return http.baseUrl(this.settings.url().toString())
			.header("Host", this.settings.host())
			.disableFollowRedirect()
			.disableCaching()
			.check(status().saveAs("status"), responseTimeInMillis().saveAs("millis"), bodyString().saveAs("answer"),
					status().is(200));
	}

	private PopulationBuilder population() {
		List<ChainBuilder> requests = requests();
		// A fixed order, so that two runs send the same.
		List<Map<String, Object>> order = new ArrayList<>();
		IntStream.range(0, requests.size()).forEach((request) -> order.add(Map.of("request", request)));
		Collections.shuffle(order, new Random(1));
		List<Choice.WithKey> choices = IntStream.range(0, requests.size())
			.mapToObj((request) -> onCase(request).then(requests.get(request)))
			.toList();
		ScenarioBuilder scenario = scenario("photos").feed(listFeeder(order).circular())
			.doSwitch("#{request}")
			.on(choices)
			.exec(stopLoadGeneratorIf("Enough.", (session) -> this.tally.isEnough()));
		List<Stage> stages = this.settings.stages();
		return switch (stages.getFirst().unit()) {
			case REQUESTS_PER_SECOND -> scenario.injectOpen(stages.stream().map(Stage::open).toList());
			case USERS -> scenario.injectClosed(stages.stream().map(Stage::closed).toList());
		};
	}

	/** Each photo in each mode, as often as the mode's share. */
	private List<ChainBuilder> requests() {
		List<Photo> photos = this.settings.photos();
		List<ChainBuilder> requests = new ArrayList<>();
		for (int i = 0; i < photos.size(); i++) {
			for (Mode mode : Mode.values()) {
				int first = i;
				List<Photo> sent = IntStream.range(0, mode.photos)
					.mapToObj((next) -> photos.get((first + next) % photos.size()))
					.toList();
				requests.addAll(Collections.nCopies(mode.share, request(mode, sent)));
			}
		}
		return requests;
	}

	private ChainBuilder request(Mode mode, List<Photo> photos) {
		return exec((session) -> session.set("exchange", this.tally.send(mode, photos.getFirst().name())))
			.exec(mode.request(photos))
			.exec((session) -> {
				this.tally.answered(Objects.requireNonNull(session.<Exchange>get("exchange")), outcome(session));
				return session;
			});
	}

	private static Outcome outcome(Session session) {
		Integer millis = session.getIntegerWrapper("millis");
		if (!session.isFailed() && millis != null) {
			return new Right(millis);
		}
		String answer = Objects.requireNonNullElse(session.getString("answer"), "no answer");
		return new Wrong(session.getIntegerWrapper("status"), answer.substring(0, Math.min(answer.length(), 300)));
	}

	private List<Assertion> assertions() {
		Assertion some = global().successfulRequests().count().gt(0L);
		return switch (this.settings.profile().failures) {
			case ALLOWED -> List.of(some);
			case FORBIDDEN -> List.of(some, global().failedRequests().count().is(0L));
		};
	}

}
