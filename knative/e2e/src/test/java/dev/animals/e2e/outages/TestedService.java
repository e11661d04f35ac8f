package dev.animals.e2e.outages;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.animals.e2e.Address;
import dev.animals.e2e.DerivedImage;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Events;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import dev.animals.testing.EnvironmentVariables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service and its Broker, which callers reach through the gateway. */
final class TestedService {

	private static final int PHOTOS_PER_SECOND = 5;

	private static final int EVENTS_PER_SECOND = 2;

	/** The number of photos that must be answered in a row after an outage. */
	private static final int ANSWERS = 10;

	/** The name by which the gateway knows the ingress of Brokers. */
	private static final String BROKER = "broker.outages.example.com";

	private static final Duration LIMIT = Duration.ofMinutes(4);

	private static final List<String> KNATIVE = List.of("knative-serving", "kourier-system", "knative-eventing");

	private final Environment environment;

	private final EventSinks sinks;

	private final Address users;

	private final Map<String, String> variables = new HashMap<>();

	/** Small, because event_display prints the photos of dead letters into its log. */
	private final byte[] eventPhoto = Pictures.thumbnail(Photos.koala());

	/** Deploys the service, with one pod at most and a Broker. */
	TestedService(Environment environment) throws IOException {
		this.environment = environment;
		this.sinks = new EventSinks(environment);
		configure();
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.kubectl("apply", "-n", "knative-eventing", "-f",
				Settings.REPOSITORY.resolve("knative/e2e/src/test/resources/outages/broker.yaml").toString());
		environment.kubectl("wait", "--for=condition=Ready", "--timeout=120s", "broker/animals",
				"trigger/classify-images", "trigger/answers");
		environment.kubectl("wait", "--for=condition=Ready", "--timeout=120s", "-n", "knative-eventing",
				"domainmapping/" + BROKER);
		this.users = environment.users();
		Path folder = environment.folder().toAbsolutePath();
		Pictures.writeLarge(folder.resolve("large.jpg"));
		this.variables.put("FOLDER", folder.toString());
		this.variables.put("RESOURCES",
				Settings.REPOSITORY.resolve("knative/e2e/src/test/resources/outages").toString());
		this.variables.put("NAMESPACE", environment.namespace());
		this.variables.put("HOST", this.users.host());
		this.variables.put("INGRESS", Settings.INGRESS.getAuthority());
		this.variables.put("IMAGE", Settings.STABLE_IMAGE);
	}

	/**
	 * Configures at most one pod, so that an outage of a pod is one of the service, and
	 * the deadline of production.
	 */
	private void configure(String... settings) throws IOException {
		String annotations = "/spec/template/metadata/annotations/";
		this.environment.configure(Environment.patch(annotations + "autoscaling.knative.dev~1max-scale", "\"1\"")
				+ Environment.patch(annotations + "serving.knative.dev~1progress-deadline", "300s")
				+ ((settings.length > 0) ? Environment.settings(settings) : "") + """
						components:
						- ../../../src/test/resources/answers
						""");
	}

	/** Gives the service a clock that follows the file /dev/shm/clock. */
	void deployWithClock() throws IOException {
		Path library = Path.of(EnvironmentVariables.ofProcess()
			.get("FAKETIME_LIBRARY", "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"));
		String image = DerivedImage.push(Settings.STABLE_IMAGE, "clock", Map.of("/opt/faketime", List.of(library)));
		configure("LD_PRELOAD=/opt/faketime/" + library.getFileName(), "FAKETIME_TIMESTAMP_FILE=/dev/shm/clock",
				"FAKETIME_CACHE_DURATION=1", "FAKETIME_DONT_FAKE_MONOTONIC=1");
		this.environment.deploy(image).succeeded();
		this.environment.make("promote").succeeded();
		// A pod of the revision before would otherwise be taken for the one with the
		// clock.
		this.environment.awaitNoPods();
	}

	/**
	 * Waits until the service is awake, or has scaled to zero, and nothing else is
	 * broken.
	 * @return the variables for the commands of an outage
	 */
	Map<String, String> prepare(boolean asleep) {
		awaitKnative();
		this.sinks.restart();
		if (asleep) {
			this.environment.awaitNoPods();
			return this.variables;
		}
		awaitAnswers();
		Map<String, String> all = new HashMap<>(this.variables);
		all.put("POD", this.environment.pods().getFirst());
		return all;
	}

	/** Waits until Knative is complete, and photos and an event are answered. */
	void awaitRecovery() {
		awaitKnative();
		awaitAnswers();
	}

	private void awaitKnative() {
		await().atMost(LIMIT)
			.untilAsserted(() -> KNATIVE.forEach((namespace) -> this.environment.kubectl("wait", "deployment", "--all",
					"-n", namespace, "--for=condition=Available", "--timeout=120s")));
	}

	private void awaitAnswers() {
		await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
			for (int i = 0; i < ANSWERS; i++) {
				assertThat(this.users.classify(Photos.koala()).statusCode()).isEqualTo(200);
			}
			assertThat(Address.send(event("recovery-" + UUID.randomUUID())).statusCode()).isEqualTo(202);
		});
	}

	/** Starts callers who send photos over HTTP. */
	Callers sendPhotos() {
		return new Callers("photo-", PHOTOS_PER_SECOND,
				(_) -> this.users.request("/classify")
					.header("Content-Type", "image/jpeg")
					.POST(BodyPublishers.ofByteArray(Photos.koala())),
				(reply) -> Reply.toPhoto(reply, "koala"));
	}

	/** Starts senders of events, which the Broker delivers to the service. */
	Callers sendEvents() {
		return new Callers("event-", EVENTS_PER_SECOND, this::event, Reply::toEvent);
	}

	private HttpRequest.Builder event(String id) {
		return new Address(BROKER, Settings.INGRESS).request("/" + this.environment.namespace() + "/animals")
			.headers(Events.binary(id))
			.POST(BodyPublishers.ofByteArray(this.eventPhoto));
	}

	/** Replaces the Broker's replies to events by what became of the events. */
	List<Result> outcomes(List<Result> replies) {
		return this.sinks.outcomes(replies);
	}

	/** Deletes what is outside the environment's namespace. */
	void delete() {
		this.environment.kubectl("delete", "domainmapping/" + BROKER, "clusterdomainclaim/" + BROKER, "-n",
				"knative-eventing", "--ignore-not-found");
	}

}
