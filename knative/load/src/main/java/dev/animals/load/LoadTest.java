package dev.animals.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.animals.photos.InvalidPhotosException;
import dev.animals.photos.LabelledPhoto;
import dev.animals.testing.EnvironmentVariables;
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
 * Describes the load to Gatling. Each user sends one request over a separate connection.
 * If the server closed a connection that was used before, Gatling would repeat the
 * request without counting it.
 */
public final class LoadTest extends Simulation {

	/**
	 * The longest time to wait for answers at the end, longer than any request may take.
	 */
	private static final Duration DRAIN = Duration.ofSeconds(90);

	private final Settings settings;

	private final List<LabelledPhoto> photos;

	private final Tally tally = new Tally();

	private final ClusterWatch watch;

	/**
	 * Its thread is a daemon, because Gatling does not call {@link #after()} if it fails
	 * to start.
	 */
	private final ScheduledExecutorService reporter = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

	/** Reads the settings, and prepares the requests, their rate and the assertions. */
	public LoadTest() {
		try {
			this.settings = Settings.from(EnvironmentVariables.ofProcess(), ReportFile::lastSaturation);
			this.photos = RightLabels.resolve(this.settings.photos(), new ModelClasses(this.settings));
		}
		catch (IllegalArgumentException | InvalidPhotosException ex) {
			// The message is printed here, because Gatling would print a stack trace as
			// well.
			System.err.println(ex.getMessage());
			System.exit(2);
			throw ex;
		}
		this.watch = new ClusterWatch(this.settings.namespace());
		setUp(population()).protocols(protocol())
			.assertions(assertions())
			.maxDuration(this.settings.duration().plus(DRAIN));
	}

	@Override
	public void before() {
		System.out.printf("%s, %d photos, to %s at %s: %s%n", this.settings.profile(), this.photos.size(),
				this.settings.host(), this.settings.url(), this.settings.stages());
		var _ = this.reporter.scheduleAtFixedRate(() -> ReportFile.write(report(false)), 1, 1, TimeUnit.SECONDS);
	}

	@Override
	public void after() {
		this.reporter.close();
		this.watch.close();
		int lost = this.tally.finish();
		Report report = report(true);
		ReportFile.write(report);
		System.out.println(Table.of(report));
		ReportFile.draw(report, this.tally, this.watch.samples());
		// Gatling counts a request only when it has ended, so it has not counted these.
		if (lost > 0 && this.settings.profile().failures == Profile.Failures.FORBIDDEN) {
			throw new IllegalStateException(lost + " requests were never answered.");
		}
	}

	private Report report(boolean finished) {
		return Report.of(this.settings, this.tally, this.watch.samples(), finished);
	}

	private HttpProtocolBuilder protocol() {
		HttpProtocolBuilder protocol = http.baseUrl(this.settings.url().toString())
			.header("Host", this.settings.host())
			.disableFollowRedirect()
			.disableCaching()
			.check(Mix.checks());
		String key = System.getenv().getOrDefault("API_KEY", "");
		return key.isEmpty() ? protocol : protocol.header("X-API-Key", key);
	}

	private PopulationBuilder population() {
		ScenarioBuilder scenario = scenario("photos").exec(Mix.of(this.photos, this.tally))
			.exec(stopLoadGeneratorIf("No further request is needed.", (session) -> this.tally.isEnough()));
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
