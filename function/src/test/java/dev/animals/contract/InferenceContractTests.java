package dev.animals.contract;

import java.util.Base64;

import com.atlassian.oai.validator.model.Request.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The answers to requests of the Open Inference Protocol agree with the contract.
 */
@ContractTest
class InferenceContractTests {

	private static final String INFER = "/v2/models/animals/infer";

	private final Contract contract;

	InferenceContractTests(@LocalServerPort int port) {
		this.contract = new Contract(port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/models", "/v1/models/animals", "/v2", "/v2/health/live", "/v2/health/ready",
			"/v2/models", "/v2/models/animals", "/v2/models/lite0/versions/lite0-1.2.0", "/v2/models/animals/ready",
			"/v2/models/animals/versions/lite0-1.2.0/ready" })
	void theAnswersAboutTheModelAgreeWithTheContract(String path) {
		this.contract.assertAgrees(this.contract.get(path), 200);
	}

	@Test
	void theServiceHasTheVersionOfTheContract() {
		assertThat(Payloads.json(this.contract.get("/v2")).at("/version").asString())
			.isEqualTo(this.contract.openApi().getInfo().getVersion());
	}

	@Test
	void theIndexOfModelsAgreesWithTheContract() {
		this.contract.assertAgrees(this.contract.post("/v2/repository/index", "application/json", "{}"), 200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ", \"outputs\": [{\"name\": \"verdict\"}]",
			", \"outputs\": [{\"name\": \"logits\", \"parameters\": {\"classification\": 3}}], \"id\": \"42\"",
			", \"parameters\": {\"binary_data_output\": false}" })
	void anInferenceInJsonAgreesWithTheContract(String members) {
		String json = """
				{"inputs": [{"name": "image", "datatype": "BYTES", "shape": [1], "data": ["%s"]}]%s}"""
			.formatted(Base64.getEncoder().encodeToString(Payloads.koala()), members);
		this.contract.assertAgrees(this.contract.post(INFER, "application/json", json), 200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "predict", "explain" })
	void theAnswerToInstancesAgreesWithTheContract(String verb) {
		String json = """
				{"instances": [{"image": {"b64": "%1$s"}}, {"b64": "%1$s"}]}"""
			.formatted(Base64.getEncoder().encodeToString(Payloads.koala()));
		this.contract.assertAgrees(this.contract.post("/v1/models/animals:" + verb, "application/json", json), 200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/models/animals:predict", "/v1/models/animals:explain" })
	void aRejectionOfInstancesAgreesWithTheContract(String path) {
		Exchange exchange = this.contract.post(path, "application/json", "{\"instances\": []}");
		this.contract.assertAgrees(exchange.validatable(), path, Method.POST);
		assertThat(exchange.status()).isEqualTo(400);
	}

	@Test
	void aBinaryInferenceAgreesWithTheContract() {
		this.contract.assertAgrees(this.contract.post(INFER, Payloads.koala(), "Content-Type",
				"application/octet-stream", "Inference-Header-Content-Length", "0"), 200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/models/unknown", "/v2/models/unknown", "/v2/models/animals/versions/7",
			"/v2/models/animals/versions/7/ready" })
	void anUnknownModelAgreesWithTheContract(String path) {
		this.contract.assertAgrees(this.contract.get(path), 404);
	}

	@Test
	void aRejectedPhotoAgreesWithTheContract() {
		Exchange exchange = this.contract.post(INFER, Payloads.png(8, 8), "Inference-Header-Content-Length", "0");
		this.contract.assertAgrees(exchange.validatable(), INFER, Method.POST);
		assertThat(exchange.status()).isEqualTo(422);
	}

}
