package dev.animals.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;

import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;
import static io.gatling.javaapi.http.HttpDsl.http;

/**
 * Sends the photos, each user one request over a connection of its own: Gatling would
 * send a request again, uncounted, when a connection that was used before is closed.
 */
public final class LoadTest extends Simulation {

	/** Longer than any request may take, so that only what hangs is cut off. */
	private static final Duration DRAIN = Duration.ofSeconds(90);

	private final Settings settings = settings();

	private final Tally tally = new Tally();

	private final PodWatch watch = new PodWatch(this.settings.namespace());

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
		var _ = this.reporter.scheduleAtFixedRate(
				() -> Report.of(this.settings, this.tally, this.watch.samples(), false).write(), 1, 1,
				TimeUnit.SECONDS);
	}

	@Override
	public void after() {
		this.reporter.close();
		this.watch.close();
		int lost = this.tally.finish();
		Report report = Report.of(this.settings, this.tally, this.watch.samples(), true);
		report.write();
		System.out.println(Table.of(report));
		report.draw(this.tally, this.watch.samples());
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
			.check(Mix.checks());
	}

	private PopulationBuilder population() {
		ScenarioBuilder scenario = scenario("photos").exec(Mix.of(this.settings.photos(), this.tally))
			.exec(stopLoadGeneratorIf("Enough.", (session) -> this.tally.isEnough()));
		List<Stage> stages = this.settings.stages();
		return switch (stages.getFirst().unit()) {
			case REQUESTS_PER_SECOND -> scenario.injectOpen(stages.stream().map(Stage::open).toList());
			case USERS -> scenario.injectClosed(stages.stream().map(Stage::closed).toList());
		};
	}

	private List<Assertion> assertions() {
		Assertion some = global().successfulRequests().count().gt(0L);
		return switch (this.settings.profile().failures) {
			case ALLOWED -> List.of(some);
			case FORBIDDEN -> List.of(some, global().failedRequests().count().is(0L));
		};
	}

}
