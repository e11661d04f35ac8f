package dev.animals.e2e.serving;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.animals.e2e.Address;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import dev.animals.testing.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Proves that {@code components/require-api-key} lets only callers with a key send
 * photos, also while the service wakes, and that keys can be replaced and are not logged.
 */
class AccessTests {

	private static final int PER_MINUTE = 60;

	private static final String KEY = key();

	private static final String NEW_KEY = key();

	private static final String BUSY_KEY = key();

	@RegisterExtension
	static final Environment environment = new Environment("access");

	@SuppressWarnings("NullAway.Init")
	private static Address users;

	@BeforeAll
	static void deploy() throws IOException {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.kubectl("create", "secret", "generic", "animals-api-keys", "--from-literal=keys=" + keys(KEY));
		environment.configure(Environment.settings("ANIMALS_ACCESS_PERMINUTE=" + PER_MINUTE)
				+ "components: [../../../../components/require-api-key]\n");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.make("promote").succeeded();
		users = environment.users();
	}

	@Test
	void answersOnlyCallersWithAKeyAndWakesForThem() {
		assertThat(classify("X-API-Key", KEY).statusCode()).isEqualTo(200);
		environment.awaitNoPods();

		assertThat(classify("Authorization", "Bearer " + KEY).statusCode()).isEqualTo(200);
		HttpResponse<String> wrong = classify("X-API-Key", "wrong" + KEY);
		assertThat(wrong.statusCode()).isEqualTo(401);
		assertThat(wrong.headers().firstValue("WWW-Authenticate")).contains("Bearer");
		assertThat(wrong.body()).contains("unauthenticated").doesNotContain(KEY);
		assertThat(users.classify(Photos.koala()).statusCode()).isEqualTo(401);
		assertThat(users.get("/labels?q=koala").statusCode()).isEqualTo(200);
	}

	@Test
	void rejectsTheRequestsOfACallerAboveItsLimit() {
		List<HttpResponse<String>> answers = Stream.generate(() -> classify("X-API-Key", BUSY_KEY))
			.limit(2 * PER_MINUTE)
			.toList();

		List<HttpResponse<String>> rejected = answers.stream().filter((answer) -> answer.statusCode() == 429).toList();
		assertThat(answers).hasSizeGreaterThan(rejected.size())
			.extracting(HttpResponse::statusCode)
			.containsOnly(200, 429);
		assertThat(rejected).isNotEmpty().allSatisfy((answer) -> {
			assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
			assertThat(answer.body()).contains("rate-limited");
		});
		assertThat(environment.metric("animals_rejections_total", "reason=\"rate-limited\""))
			.isEqualTo(rejected.size());
		assertThat(classify("X-API-Key", KEY).statusCode()).isEqualTo(200);
	}

	@Test
	void replacesAKeyWithoutRejectingItsCallerAndLogsNoKey() {
		assertThat(classify("X-API-Key", NEW_KEY).statusCode()).isEqualTo(401);

		store(keys(KEY, NEW_KEY));
		assertThat(classify("X-API-Key", KEY).statusCode()).isEqualTo(200);
		assertThat(classify("X-API-Key", NEW_KEY).statusCode()).isEqualTo(200);
		store(keys(NEW_KEY));
		assertThat(classify("X-API-Key", KEY).statusCode()).isEqualTo(401);
		assertThat(classify("X-API-Key", NEW_KEY).statusCode()).isEqualTo(200);

		String log = environment.kubectl("logs", "-l", Environment.PODS, "--all-containers", "--tail=-1");
		assertThat(log).contains("unauthenticated").doesNotContain(KEY).doesNotContain(NEW_KEY);
		store(keys(KEY));
	}

	/**
	 * Replaces the Secret, and then the pods, because pods read the Secret only when they
	 * start.
	 */
	private static void store(String keys) {
		environment.kubectl("patch", "secret", "animals-api-keys", "--type=merge", "-p",
				"{\"stringData\": {\"keys\": \"%s\"}}".formatted(keys.replace("\n", "\\n")));
		List<String> before = environment.pods();
		environment.kubectl("delete", "pods", "-l", Environment.PODS, "--wait=false");
		await().atMost(Duration.ofMinutes(2)).until(() -> environment.pods().stream().noneMatch(before::contains));
	}

	/** Returns an entry of the Secret with the keys of two callers. */
	private static String keys(String... keys) {
		StringBuilder lines = new StringBuilder("busy: " + hash(BUSY_KEY));
		for (String key : keys) {
			lines.append("\nshop: ").append(hash(key));
		}
		return lines.toString();
	}

	private static HttpResponse<String> classify(String header, String value) {
		return Address.send(users.request("/classify")
			.header("Content-Type", "image/jpeg")
			.header(header, value)
			.POST(BodyPublishers.ofByteArray(Photos.koala())));
	}

	private static String key() {
		return UUID.randomUUID() + "-" + UUID.randomUUID();
	}

	private static String hash(String key) {
		return "sha256:" + Sha256.of(key.getBytes(StandardCharsets.UTF_8));
	}

}
