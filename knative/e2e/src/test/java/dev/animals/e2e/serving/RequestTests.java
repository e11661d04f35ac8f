package dev.animals.e2e.serving;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import dev.animals.e2e.Address;
import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Events;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that requests in every mode pass the gateway, the activator and queue-proxy
 * unchanged, that limits and reasons of rejections reach the caller, and that the pod has
 * only the rights that it needs.
 */
class RequestTests {

	@RegisterExtension
	static final Environment environment = new Environment("requests");

	@SuppressWarnings("NullAway.Init")
	private static Address users;

	@BeforeAll
	static void deploy() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		users = environment.users();
	}

	@Test
	void givesTheSamePredictionInEveryMode() {
		HttpResponse<String> plain = users.classify(Photos.koala());
		String best = Answers.best(plain.body());

		assertThat(best).startsWith("koala ");
		assertThat(Answers.best(form(Photos.koala()).body())).isEqualTo(best);
		HttpResponse<String> binary = Address.send(
				users.request("/").headers(Events.binary("photo-1")).POST(BodyPublishers.ofByteArray(Photos.koala())));
		assertThat(Answers.best(binary.body())).isEqualTo(best);
		assertThat(binary.headers().firstValue("ce-type")).hasValue("dev.animals.image.classified.v1");
		assertThat(binary.headers().firstValue("ce-causationid")).hasValue("photo-1");
		HttpResponse<String> structured = users.post("/", Events.STRUCTURED,
				Events.structured("photo-1", Photos.koala()));
		assertThat(Answers.best(Answers.MAPPER.readTree(structured.body()).required("data"))).isEqualTo(best);
		HttpResponse<String> batch = users.post("/", Events.BATCH, Events.batch(3, Photos.koala()));
		assertThat(Events.bestOfBatch(batch.body())).containsExactly(best, best, best);
	}

	private static HttpResponse<String> form(byte[] photo) {
		String before = """
				--border\r
				Content-Disposition: form-data; name="image"; filename="a.jpg"\r
				Content-Type: image/jpeg\r
				\r
				""";
		return Address.send(users.request("/classify")
			.header("Content-Type", "multipart/form-data; boundary=border")
			.POST(BodyPublishers.concat(BodyPublishers.ofString(before), BodyPublishers.ofByteArray(photo),
					BodyPublishers.ofString("\r\n--border--\r\n"))));
	}

	@Test
	void rejectsABodyThatIsNotAnImageWithItsReason() {
		HttpResponse<String> answer = users.classify("not a photo".getBytes(StandardCharsets.UTF_8));

		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.body()).contains("urn:animals:problem:not-an-image");
	}

	@Test
	void rejectsABodyAboveTheLimit() {
		assertThat(users.classify(new byte[17 << 20]).statusCode()).isEqualTo(413);
	}

	@Test
	void acceptsFeedbackAboutItsOwnAnswer() {
		String token = Answers.token(users.classify(Photos.koala()));

		assertThat(users.post("/feedback", Events.STRUCTURED, Events.feedback(token, "koala")).statusCode())
			.isEqualTo(202);
		assertThat(environment.metric("animals_feedback_total", "right=\"true\"")).isEqualTo(1);
	}

	@Test
	void servesThePageTheContractAndTheModelCard() {
		assertThat(Address.send(users.request("/").header("Accept", "text/html")).body()).contains("<title>");
		assertThat(users.get("/openapi.yaml").body()).startsWith("openapi:");
		assertThat(users.get("/model").body()).contains("\"lite0\"");
	}

	@Test
	void doesNotExposeTheManagementPort() {
		assertThat(users.get("/actuator/prometheus").statusCode()).isEqualTo(404);
		assertThat(users.get("/actuator/loggers").statusCode()).isEqualTo(404);
	}

	@Test
	void runsWithTheLeastRights() {
		String pod = environment.pods().getFirst();

		assertThat(environment.kubectl("get", "namespace", environment.namespace(), "-o",
				"jsonpath={.metadata.labels.pod-security\\.kubernetes\\.io/enforce}"))
			.isEqualTo("restricted");
		// The pod has no token of the service account, and no volume for which a start
		// would wait.
		assertThat(environment.kubectl("get", "pod", pod, "-o", "jsonpath={.spec.volumes}")).isEmpty();
		assertThat(environment.kubectl("get", "pod", pod, "-o", "jsonpath={.spec.serviceAccountName}"))
			.isEqualTo("animals");
	}

}
