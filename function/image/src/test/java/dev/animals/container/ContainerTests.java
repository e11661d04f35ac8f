package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Runs the image as a container, without privileges, on a read-only root and without a
 * network.
 */
@Tag("image")
@ExtendWith(WhereContainersRun.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerTests {

	private static final String CLASSIFY = "http://127.0.0.1:8080/classify";

	/**
	 * Turns the warning about an ahead-of-time cache that does not match into an error.
	 */
	private static final String REQUIRE_CACHE = "JDK_JAVA_OPTIONS=-XX:AOTMode=on";

	/** As in a pod on Knative. */
	private static final String QUEUE = "ANIMALS_HTTP_QUEUE=16";

	private static final String NO_CACHE = "Skipped: the image was built without an ahead-of-time cache";

	private static final Path KOALA = Path.of("../photos/koala.jpg");

	private final JsonMapper mapper = new JsonMapper();

	private final ImageFile image = BuiltImage.unpacked();

	private final Container container;

	ContainerTests() throws IOException {
		this.container = hasCache() ? Container.start(this.image, QUEUE, REQUIRE_CACHE)
				: Container.start(this.image, QUEUE);
	}

	@BeforeAll
	void awaitReady() {
		this.container.awaitReady();
	}

	@AfterAll
	void close() throws IOException {
		this.container.close();
	}

	private boolean hasCache() {
		return this.image.files().stream().anyMatch((file) -> file.name().equals("app/cache/animals.aot"));
	}

	private void requireCache() {
		if (!hasCache()) {
			System.out.println(NO_CACHE);
			abort(NO_CACHE);
		}
	}

	@Test
	void classifiesInEveryMode() throws IOException {
		String photo = "@" + KOALA.toAbsolutePath();
		JsonNode plain = json("-H", "Content-Type: image/jpeg", "--data-binary", photo, CLASSIFY);
		String label = plain.at("/top/0/label").asString();
		// An imported model may have other classes.
		assertThat(label).isIn(classes().contains("koala") ? List.of("koala") : classes());
		JsonNode top = plain.get("top");
		assertThat(json("-F", "image=" + photo, CLASSIFY).get("top")).isEqualTo(top);
		assertThat(json("-H", "ce-specversion: 1.0", "-H", "ce-id: 1", "-H", "ce-source: /test", "-H", "ce-type: photo",
				"-H", "Content-Type: image/jpeg", "--data-binary", photo, CLASSIFY)
			.get("top")).isEqualTo(top);
		Map<String, String> event = Map.of("specversion", "1.0", "id", "1", "source", "/test", "type", "photo",
				"datacontenttype", "image/jpeg", "data_base64",
				Base64.getEncoder().encodeToString(Files.readAllBytes(KOALA)));
		assertThat(send("application/cloudevents+json", event).at("/data/top")).isEqualTo(top);
		assertThat(send("application/cloudevents-batch+json", List.of(event)).at("/0/data/top")).isEqualTo(top);
		String feedback = this.container.curl("-o", "/dev/null", "-w", "%{http_code}", "-H",
				"Content-Type: application/json", "--data-binary",
				this.mapper
					.writeValueAsString(Map.of("prediction", plain.get("prediction").asString(), "label", label)),
				"http://127.0.0.1:8080/feedback");
		assertThat(feedback).isEqualTo("202");
		assertThat(this.container.curl("http://127.0.0.1:8081/actuator/prometheus")).contains(
				"animals_predictions_total{", "animals_feedback_total{", "animals_stage_seconds_bucket{",
				"http_server_requests_seconds_bucket{");
	}

	private List<String> classes() throws IOException {
		return Files.readAllLines(this.image.bundle().resolve("rootfs/app/model/labels.tsv"))
			.stream()
			.map((line) -> line.split("\t", -1)[1])
			.toList();
	}

	private JsonNode send(String type, Object content) throws IOException {
		Path file = this.image.bundle().resolve("body.json");
		Files.write(file, this.mapper.writeValueAsBytes(content));
		return json("-H", "Content-Type: " + type, "--data-binary", "@" + file, CLASSIFY);
	}

	private JsonNode json(String... arguments) throws IOException {
		return this.mapper.readTree(this.container.curl(arguments));
	}

	/**
	 * A virtual thread that is pinned to its carrier would keep the service from reading
	 * further requests, so its queue would never be full.
	 */
	@Test
	void rejectsRequestsThatItsQueueHasNoPlaceFor() throws IOException {
		String output = this.container.curl("--parallel", "--parallel-immediate", "--parallel-max", "200", "-o",
				"/dev/null", "-w", "status %{http_code}\n", "-H", "Content-Type: image/jpeg", "--data-binary",
				"@" + KOALA.toAbsolutePath(), CLASSIFY + "#[1-200]");

		// curl shows its progress as well, even with -s.
		List<String> statuses = output.lines().filter((line) -> line.startsWith("status ")).toList();
		assertThat(statuses).hasSize(200).contains("status 200", "status 503").containsOnly("status 200", "status 503");
	}

	@Test
	void runsWithoutPrivileges() throws IOException {
		String status = Files.readString(Path.of("/proc", Long.toString(this.container.pid()), "status"));
		assertThat(status).containsPattern("Uid:\\s+65532\\s+65532")
			.containsPattern("CapEff:\\s+0000000000000000")
			.containsPattern("CapBnd:\\s+0000000000000000")
			.containsPattern("NoNewPrivs:\\s+1");
		String mounts = Files.readString(Path.of("/proc", Long.toString(this.container.pid()), "mountinfo"));
		assertThat(mounts.lines().filter((line) -> line.contains(" / / ") || line.contains("/rootfs / ")))
			.allMatch((line) -> line.contains(" / ro,"))
			.isNotEmpty();
	}

	@Test
	void startsWithoutANetwork() throws IOException {
		assertThat(this.container.inNetwork("ip", "route")).isEmpty();
		assertThat(this.container.log()).contains("Started AnimalsApplication").doesNotContain("\"ERROR\"");
	}

	/**
	 * The other tests show that the container starts with {@value #REQUIRE_CACHE}. This
	 * one shows that it does not start if the cache does not match.
	 */
	@Test
	void doesNotStartWithACacheOfOtherClasses() throws IOException, InterruptedException {
		requireCache();
		Path jar = this.image.bundle().resolve("rootfs/app/classes/animals.jar");
		FileTime time = Files.getLastModifiedTime(jar);
		Files.setLastModifiedTime(jar, FileTime.fromMillis(2000));
		try (Container other = Container.start(this.image, REQUIRE_CACHE)) {
			assertThat(other.awaitExit()).isNotZero();
			assertThat(other.log()).containsIgnoringCase("aot");
		}
		finally {
			Files.setLastModifiedTime(jar, time);
		}
	}

	@Test
	void startsFromItsCacheAndFinishesOnSigterm() throws IOException, InterruptedException {
		requireCache();
		try (Container other = Container.start(this.image).awaitReady()) {
			assertThat(other.terminate()).isIn(0, 143);
			assertThat(other.log()).contains("Graceful shutdown complete").doesNotContain("[aot]", "\"ERROR\"");
		}
	}

}
