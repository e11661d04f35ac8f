package dev.animals.e2e.eventing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Proves that with production's component for events, a rejected photo is stored and can
 * be read through a forwarded port, and that no log contains it.
 */
@Tag("long")
class DeadLetterTests {

	@RegisterExtension
	static final Environment environment = new Environment("dead-letters");

	@SuppressWarnings("NullAway.Init")
	private static Broker broker;

	@SuppressWarnings("NullAway.Init")
	private static ForwardedPort port;

	@BeforeAll
	static void deploy() throws IOException {
		environment.write("events/kustomization.yaml", """
				apiVersion: kustomize.config.k8s.io/v1alpha1
				kind: Component
				components:
				- ../../../../../overlays/production/events
				""");
		environment
			.make("deploy", "IMAGE=" + Settings.STABLE_IMAGE, "OVERLAY=" + environment.folder(),
					"RELEASE_IMAGE=" + Settings.required("RELEASE_IMAGE"))
			.succeeded();
		environment.kubectl("wait", "--for=condition=Ready", "--timeout=120s", "broker/animals",
				"trigger/classify-images");
		environment.kubectl("wait", "--for=condition=Available", "--timeout=120s", "deployment/dead-letters");
		broker = new Broker(environment);
		port = new ForwardedPort(environment.namespace(), "deployment/dead-letters", 8081);
	}

	@AfterAll
	static void close() {
		if (broker != null) {
			broker.close();
		}
		if (port != null) {
			port.close();
		}
	}

	@Test
	void storesARejectedPhotoThatNoLogContains() throws Exception {
		byte[] photo = Photos.koala();
		// Without its first bytes, the file is no photo of a known format.
		photo[0] = 'X';
		broker.send("rejected-1", photo);

		await().atMost(Duration.ofMinutes(1)).until(() -> !events().isEmpty());
		JsonNode event = events().required(0);
		assertThat(event.at("/attributes/id").stringValue()).isEqualTo("rejected-1");
		assertThat(event.at("/attributes/knativeerrorcode").stringValue()).isEqualTo("422");
		assertThat(read("/events/" + event.at("/key").stringValue() + "/data")).isEqualTo(photo);
		String log = environment.kubectl("logs", "deployment/dead-letters", "--tail=-1");
		assertThat(log).contains("id=rejected-1 ", " knativeerrorcode=422 reason=not-an-image");
		assertThat(log.lines()).hasSize(2).allSatisfy((line) -> assertThat(line).matches("[ -~]{1,300}"));
	}

	private static JsonNode events() throws IOException, InterruptedException {
		return Answers.MAPPER.readTree(read("/events"));
	}

	private static byte[] read(String path) throws IOException, InterruptedException {
		URI address = port.address(path);
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(1)).build(),
						BodyHandlers.ofByteArray())
				.body();
		}
	}

}
