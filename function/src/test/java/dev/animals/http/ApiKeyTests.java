package dev.animals.http;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service that needs an API key. The shop has an old and a new key, and the zoo has
 * only a few requests left before its limit.
 */
@ServiceTest
@TestPropertySource(properties = { "animals.access.per-minute=20", "animals.http.origins=https://shop.example" })
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class ApiKeyTests {

	static final String OLD = "old-key-of-the-shop-old-key-of-the-shop";

	static final String NEW = "new-key-of-the-shop-new-key-of-the-shop";

	static final String ZOO = "a-key-of-the-zoo-a-key-of-the-zoo-a-key";

	private static final String WRONG = "a-wrong-key-a-wrong-key-a-wrong-key-a-w";

	private final Service service;

	private final Service management;

	private final Metrics metrics;

	ApiKeyTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.management = new Service(managementPort);
		this.metrics = new Metrics(this.management);
	}

	/**
	 * Sets the keys here, because the annotation of the class would read each line as a
	 * property.
	 */
	@DynamicPropertySource
	static void setKeys(DynamicPropertyRegistry properties) {
		properties.add("API_KEYS", () -> "shop: " + OLD + "\nshop: " + NEW + "\nzoo: " + ZOO);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/classify", "/classify?top=0", "/explain", "/feedback", "/v2/models/animals/infer",
			"/v2/models/animals/versions/1/infer", "/v2/repository/index", "/v1/models/animals:predict",
			"/v1/models/animals:explain" })
	void everyPathThatTakesABodyNeedsAKey(String path) {
		double before = rejections("unauthenticated");
		assertUnauthenticated(this.service.post(path, Photos.koala()));
		assertUnauthenticated(this.service.post(path, Photos.koala(), "X-API-Key", WRONG));
		assertUnauthenticated(this.service.post(path, Photos.koala(), "Authorization", "Basic " + NEW));
		assertUnauthenticated(this.service.post(path, Photos.koala(), "Authorization", NEW));
		assertThat(rejections("unauthenticated")).isEqualTo(before + 4);
	}

	@ParameterizedTest
	@ValueSource(strings = { Messages.BATCH, Messages.STRUCTURED, Messages.FORM, "application/json" })
	void everyTypeOfBodyNeedsAKey(String type) {
		assertUnauthenticated(this.service.post("/", "[]".getBytes(StandardCharsets.UTF_8), "Content-Type", type));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/docs", "/openapi.yaml", "/model", "/labels", "/livez", "/readyz", "/v2",
			"/v2/models/animals", "/v1/models/animals", "/icon.svg" })
	void readingNeedsNoKey(String path) {
		assertThat(this.service.get(path).statusCode()).isEqualTo(200);
	}

	/** An error that was answered before must not be replaced by a rejection. */
	@Test
	void theAnswerToAnErrorNeedsNoKey() {
		double before = rejections("unauthenticated");
		assertThat(this.service.post("/error", new byte[0]).statusCode()).isEqualTo(404);
		assertThat(this.management.post("/error", new byte[0]).statusCode())
			.isEqualTo(this.management.get("/error").statusCode());
		assertThat(rejections("unauthenticated")).isEqualTo(before);
	}

	@Test
	void acceptsTheOldAndTheNewKeyInEitherHeader() {
		double before = this.metrics.sum("animals_callers_total", "caller=\"shop\"", "admitted=\"true\"");
		assertThat(post("X-API-Key", OLD).statusCode()).isEqualTo(200);
		assertThat(post("X-API-Key", NEW).statusCode()).isEqualTo(200);
		assertThat(post("Authorization", "Bearer " + NEW).statusCode()).isEqualTo(200);
		assertThat(post("Authorization", "bearer " + NEW).statusCode()).isEqualTo(200);
		assertThat(post("Authorization", "Bearer of-a-proxy", "X-API-Key", NEW).statusCode()).isEqualTo(200);
		assertThat(this.metrics.sum("animals_callers_total", "caller=\"shop\"", "admitted=\"true\""))
			.isEqualTo(before + 5);
	}

	@Test
	void rejectsRequestsOverTheLimitOfTheirKeyAndNoOthers() {
		for (int i = 0; i < 20; i++) {
			assertThat(this.service.post("/v2/repository/index", new byte[0], "X-API-Key", ZOO).statusCode()).isIn(200,
					429);
		}
		double before = rejections("rate-limited");
		HttpResponse<byte[]> response = post("X-API-Key", ZOO);
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(Integer.parseInt(Service.header(response, "Retry-After"))).isBetween(1, 3);
		assertThat(Service.header(response, "Content-Type")).isEqualTo("application/problem+json");
		assertThat(Service.json(response).get("type").asString()).isEqualTo("urn:animals:problem:rate-limited");
		assertThat(rejections("rate-limited")).isEqualTo(before + 1);
		assertThat(this.metrics.sum("animals_callers_total", "caller=\"zoo\"", "admitted=\"false\"")).isPositive();
		assertThat(post("X-API-Key", NEW).statusCode()).isEqualTo(200);
	}

	/**
	 * A sender that is still sending would see a broken connection instead of the answer.
	 */
	@Test
	void answersASenderOfALargeBodyToo() {
		assertUnauthenticated(this.service.post("/classify", new byte[15_000_000]));
	}

	@Test
	void answersPagesOfOtherOrigins() {
		HttpResponse<byte[]> preflight = this.service.send(this.service.request("/classify")
			.header("Origin", "https://shop.example")
			.header("Access-Control-Request-Method", "POST")
			.header("Access-Control-Request-Headers", "x-api-key")
			.method("OPTIONS", BodyPublishers.noBody()));
		assertThat(preflight.statusCode()).isEqualTo(204);
		HttpResponse<byte[]> rejected = post("Origin", "https://shop.example");
		assertUnauthenticated(rejected);
		assertThat(Service.header(rejected, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
	}

	@Test
	void showsAKeyNeitherInTheLogNorInMetrics(CapturedOutput output) {
		post("X-API-Key", WRONG);
		post("Authorization", "Bearer " + WRONG);
		post("X-API-Key", NEW);
		for (String key : List.of(WRONG, OLD, NEW, ZOO)) {
			assertThat(output.getAll()).contains("unauthenticated").doesNotContain(key);
			assertThat(this.metrics.text()).doesNotContain(key);
		}
	}

	private HttpResponse<byte[]> post(String... headers) {
		return this.service.post("/classify", Photos.koala(), headers);
	}

	private double rejections(String reason) {
		return this.metrics.sum("animals_rejections_total", "reason=\"" + reason + "\"");
	}

	private static void assertUnauthenticated(HttpResponse<byte[]> response) {
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(Service.header(response, "WWW-Authenticate")).isEqualTo("Bearer");
		assertThat(Service.json(response).get("type").asString()).isEqualTo("urn:animals:problem:unauthenticated");
	}

}
