package dev.animals.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.atlassian.oai.validator.model.Request.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The answers of the running service agree with the contract that it serves.
 */
@ContractTest
class OpenApiContractTests {

	private final Contract contract;

	OpenApiContractTests(@LocalServerPort int port) {
		this.contract = new Contract(port);
	}

	@Test
	void theContractIsValidOpenApi() {
		assertThat(this.contract.parsed.getMessages()).isEmpty();
		assertThat(this.contract.openApi().getOpenapi()).isEqualTo("3.0.3");
		assertThat(this.contract.openApi().getServers()).singleElement()
			.satisfies((server) -> assertThat(server.getUrl()).isEqualTo("/"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/docs", "/model", "/openapi.yaml", "/labels", "/labels?q=lemur&limit=3",
			"/labels?q=giraffe", "/labels?q=lem%20ur", "/examples/koala.jpg", "/preview.jpg", "/icon.svg", "/livez",
			"/readyz" })
	void documentsAndHealthAgreeWithTheContract(String path) {
		this.contract.assertAgrees(this.contract.get(path), 200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/classify", "/classify?top=20", "/classify?ask=false" })
	void theAnswerToAPhotoAgreesWithTheContract(String path) {
		Exchange exchange = this.contract.post(path, "image/jpeg", Payloads.koala());
		this.contract.assertAgrees(exchange, 200);
		assertThat(Payloads.json(exchange).at("/top/0/label").asString()).isEqualTo("koala");
	}

	@Test
	void anAnswerThatAsksForFeedbackAgreesWithTheContract() {
		Exchange exchange = this.contract.post("/classify?ask=true", "image/jpeg", Payloads.koala());
		this.contract.assertAgrees(exchange, 200);
		assertThat(Payloads.json(exchange).at("/askForFeedback").asBoolean()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/explain", "/explain?label=wombat" })
	void theExplanationOfAPhotoAgreesWithTheContract(String path) {
		this.contract.assertAgrees(this.contract.post(path, "image/jpeg", Payloads.koala()), 200);
		this.contract.assertAgrees(this.contract.post(path, "application/cloudevents+json", Payloads.photoEvent()),
				200);
	}

	@Test
	void theDrawingOfAnExplanationAgreesWithTheContract() {
		Exchange exchange = this.contract.post("/explain", Payloads.koala(), "Content-Type", "image/jpeg", "Accept",
				"image/png");
		this.contract.assertAgrees(exchange, 200);
		assertThat(exchange.header("Content-Type")).isEqualTo("image/png");
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/png", "application/octet-stream" })
	void aPhotoWithAnotherDeclaredTypeIsAccepted(String declared) {
		this.contract.assertAgrees(this.contract.post("/classify", declared, Payloads.koala()), 200);
	}

	/** {@code curl --data-binary} declares this type by default. */
	@Test
	void aPhotoDeclaredAsAFormOfFieldsIsAccepted() {
		Exchange exchange = this.contract.post("/classify?top=3", "application/x-www-form-urlencoded",
				Payloads.koala());
		// The request is not validated, because the validator would read the photo as
		// fields.
		this.contract.assertAgrees(exchange.validatable(), "/classify", Method.POST);
		assertThat(exchange.status()).isEqualTo(200);
	}

	@Test
	void aPhotoInJsonIsAccepted() {
		String json = "{\"image\": \"" + Base64.getEncoder().encodeToString(Payloads.koala()) + "\"}";
		this.contract.assertAgrees(this.contract.post("/classify", "application/json", json), 200);
	}

	@Test
	void theAnswerToAFormAgreesWithTheContract() {
		ByteArrayOutputStream form = new ByteArrayOutputStream();
		form.writeBytes(ascii(
				String.join("\r\n", "--b", "Content-Disposition: form-data; name=\"image\"; filename=\"koala.jpg\"",
						"Content-Type: image/jpeg", "", "")));
		form.writeBytes(Payloads.koala());
		form.writeBytes(ascii("\r\n--b--\r\n"));
		this.contract
			.assertAgrees(this.contract.post("/classify", "multipart/form-data; boundary=b", form.toByteArray()), 200);
	}

	@Test
	void theAnswerToAnEventInBinaryModeAgreesWithTheContract() {
		Exchange exchange = this.contract.post("/", Payloads.koala(), "Content-Type", "image/jpeg", "ce-specversion",
				"1.0", "ce-id", "1", "ce-source", "/test", "ce-type", "photo.taken", "ce-subject", "gate");
		this.contract.assertAgrees(exchange, 200);
		assertThat(exchange.header("ce-type")).isEqualTo("dev.animals.image.classified.v1");
		assertThat(exchange.header("ce-id")).isEqualTo(Payloads.json(exchange).at("/id").asString());
		assertThat(exchange.header("ce-causationid")).isEqualTo("1");
	}

	@Test
	void theAnswerToAnEventInStructuredModeAgreesWithTheContract() {
		Exchange exchange = this.contract.post("/classify", "application/cloudevents+json", Payloads.photoEvent());
		this.contract.assertAgrees(exchange, 200);
		assertThat(exchange.header("Content-Type")).startsWith("application/cloudevents+json");
		assertThat(Payloads.json(exchange).at("/id")).isEqualTo(Payloads.json(exchange).at("/data/id"));
	}

	@Test
	void theAnswerToABatchAgreesWithTheContract() {
		String text = Payloads.event("text/plain", "\"data\": \"no photo\"");
		Exchange exchange = this.contract.post("/", "application/cloudevents-batch+json",
				"[" + Payloads.photoEvent() + "," + text + "]");
		this.contract.assertAgrees(exchange, 200);
		assertThat(Payloads.json(exchange).at("/0/data/top/0/label").asString()).isEqualTo("koala");
		assertThat(Payloads.json(exchange).at("/1/type").asString()).isEqualTo("dev.animals.image.rejected.v1");
	}

	@Test
	void anInvalidMemberOfABatchIsRejectedAtItsPosition() {
		Exchange exchange = this.contract.post("/", "application/cloudevents-batch+json",
				"[{}," + Payloads.photoEvent() + "]");
		this.contract.assertAgrees(exchange.validatable(), "/", Method.POST);
		assertThat(exchange.status()).isEqualTo(200);
		assertThat(Payloads.json(exchange).at("/0/data/type").asString())
			.isEqualTo(Contract.PROBLEM + Reason.MALFORMED_EVENT);
		assertThat(Payloads.json(exchange).at("/1/data/verdict").asString()).isEqualTo("animal");
	}

	@Test
	void theAnswerToFeedbackAgreesWithTheContract() {
		String feedback = Payloads.feedback(this.contract.prediction(), "koala");
		this.contract.assertAgrees(this.contract.post("/feedback", "application/json", feedback), 202);
		this.contract.assertAgrees(this.contract.post("/feedback", feedback.getBytes(StandardCharsets.UTF_8),
				"Content-Type", "application/json", "ce-specversion", "1.0", "ce-id", "1", "ce-source", "/test",
				"ce-type", "photo.judged"), 202);
		this.contract.assertAgrees(this.contract.post("/feedback", "application/cloudevents+json",
				Payloads.event("application/json", "\"data\": " + feedback)), 202);
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
