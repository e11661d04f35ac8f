package dev.animals.e2e.issuer;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.animals.e2e.Address;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Proves that {@code components/require-jwt} lets only callers with a valid token of the
 * issuer send photos, also while the service wakes, and that the issuer can replace its
 * key and tokens are not logged.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TokenTests {

	private static final SigningKey KEY = SigningKey.create("first");

	private static final SigningKey NEW_KEY = SigningKey.create("second");

	private static final String TOKEN = KEY.token();

	private static final String NEW_TOKEN = NEW_KEY.token();

	@RegisterExtension
	static final Environment environment = new Environment("tokens");

	private static final Issuer issuer = new Issuer(environment);

	@SuppressWarnings("NullAway.Init")
	private static Address users;

	@BeforeAll
	static void deploy() throws IOException, GeneralSecurityException {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		issuer.deploy(KEY);
		environment.kubectl("create", "configmap", "animals-jwt", "--from-literal=issuer=" + SigningKey.ISSUER,
				"--from-literal=audience=" + SigningKey.AUDIENCE, "--from-literal=jwks=" + issuer.keys());
		environment.configure(trust() + "components: [../../../../components/require-jwt]\n");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.make("promote").succeeded();
		users = environment.users();
	}

	/** Lets the service trust the certificate of the issuer, as the how-to guide says. */
	private static String trust() {
		return Environment.patch("/spec/template/spec/volumes",
				"[{name: issuer-trust, secret: {secretName: issuer-trust}}]")
				+ Environment.patch("/spec/template/spec/containers/0/volumeMounts",
						"[{name: issuer-trust, mountPath: /trust, readOnly: true}]")
				+ Environment.patch("/spec/template/spec/containers/0/env/-",
						"{name: JDK_JAVA_OPTIONS, value: \"-Djavax.net.ssl.trustStore=/trust/trust.p12"
								+ " -Djavax.net.ssl.trustStorePassword=%s\"}".formatted(KeyServer.PASSWORD));
	}

	@Test
	@Order(1)
	void answersOnlyCallersWithAValidTokenAndWakesForThem() {
		assertThat(status(TOKEN)).isEqualTo(200);
		environment.awaitNoPods();

		assertThat(status(TOKEN)).isEqualTo(200);
		assertThat(users.classify(Photos.koala()).statusCode()).isEqualTo(401);
		assertThat(users.get("/labels?q=koala").statusCode()).isEqualTo(200);
		HttpResponse<String> wrong = classify(SigningKey.create("first").token());
		assertThat(wrong.statusCode()).isEqualTo(401);
		assertThat(wrong.headers().firstValue("WWW-Authenticate")).contains("Bearer");
		assertThat(wrong.body()).contains("unauthenticated");
	}

	@Test
	@Order(2)
	void rejectsTokensThatAreExpiredOrForOthers() {
		assertThat(status(KEY.token(Map.of("exp", Instant.now().minus(Duration.ofHours(1)).getEpochSecond()))))
			.isEqualTo(401);
		assertThat(status(KEY.token(Map.of("iss", "https://other.example")))).isEqualTo(401);
		assertThat(status(KEY.token(Map.of("aud", "plants")))).isEqualTo(401);
	}

	@Test
	@Order(3)
	void answersThatTheIssuerIsUnreachableUntilItReturns() {
		issuer.stop();
		replacePods();
		HttpResponse<String> unreachable = classify(TOKEN);
		assertThat(unreachable.statusCode()).isEqualTo(503);
		assertThat(unreachable.body()).contains("issuer-unreachable");

		issuer.start();
		awaitStatus(200, TOKEN);
	}

	@Test
	@Order(4)
	void acceptsTheTokensOfANewKeyAndRejectsThoseOfTheOldOne() {
		assertThat(status(NEW_TOKEN)).isEqualTo(401);

		issuer.rotate(NEW_KEY);
		awaitStatus(200, NEW_TOKEN);
		assertThat(status(TOKEN)).isEqualTo(401);
	}

	@Test
	@Order(5)
	void logsNoToken() {
		String other = SigningKey.create("other").token();
		assertThat(status(other)).isEqualTo(401);

		String log = environment.kubectl("logs", "-l", Environment.PODS, "--all-containers", "--tail=-1");
		assertThat(log).contains("unauthenticated")
			.doesNotContain(signature(TOKEN))
			.doesNotContain(signature(NEW_TOKEN))
			.doesNotContain(signature(other));
	}

	/** Replaces the pods, because they keep the public keys that they have fetched. */
	private static void replacePods() {
		List<String> before = environment.pods();
		environment.kubectl("delete", "pods", "-l", Environment.PODS, "--wait=false");
		await().atMost(Duration.ofMinutes(2)).until(() -> environment.pods().stream().noneMatch(before::contains));
	}

	/** The service fetches the keys of the issuer at most twice in 30 s. */
	private static void awaitStatus(int status, String token) {
		await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(2)).until(() -> status(token) == status);
	}

	private static int status(String token) {
		return classify(token).statusCode();
	}

	private static HttpResponse<String> classify(String token) {
		return Address.send(users.request("/classify")
			.header("Content-Type", "image/jpeg")
			.header("Authorization", "Bearer " + token)
			.POST(BodyPublishers.ofByteArray(Photos.koala())));
	}

	private static String signature(String token) {
		return token.substring(token.lastIndexOf('.') + 1);
	}

}
