package dev.animals.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The running service rejects requests as its contract says.
 */
@ContractTest
class RejectionContractTests {

	private final Contract contract;

	RejectionContractTests(@LocalServerPort int port) {
		this.contract = new Contract(port);
	}

	@Test
	void theContractNamesExactlyTheReasonsOfTheService() {
		String reasons = Arrays.stream(Reason.values()).map(Reason::toString).collect(Collectors.joining("|"));
		Set<String> named = Pattern.compile("urn:animals:problem:([a-z-]+)")
			.matcher(this.contract.text)
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		List<String> pattern = Pattern.compile("\\^urn:animals:problem:\\((.*)\\)\\$")
			.matcher(this.contract.text)
			.results()
			.map((match) -> match.group(1))
			.toList();
		assertThat(pattern).containsExactly(reasons);
		assertThat(named).containsExactlyInAnyOrder(reasons.split("\\|"));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "NOT_EXPLAINABLE", "UNAUTHENTICATED", "RATE_LIMITED",
			"ISSUER_UNREACHABLE", "PRIVATE_ADDRESS", "OBJECT_UNREADABLE", "OBJECT_STORE_UNREACHABLE" })
	void theAnswerForEveryReasonAgreesWithTheContract(Reason reason) {
		byte[] koala = Payloads.koala();
		switch (reason) {
			case EMPTY -> assertRejected("/classify", "image/jpeg", new byte[0], reason);
			case MALFORMED_EVENT -> assertRejected("/classify", "application/cloudevents+json", "{}", reason);
			case MALFORMED_INFERENCE -> assertInferenceIsRejected("{}", reason);
			case INVALID_PREDICTION ->
				assertRejected("/feedback", "application/json", Payloads.feedback("forged", "koala"), reason);
			case INVALID_PARAMETER -> assertRejected("/classify?top=21", "image/jpeg", koala, reason);
			case UNKNOWN_PARAMETER -> assertRejected("/classify?k=3", "image/jpeg", koala, reason);
			case QUERY_TOO_LONG ->
				this.contract.assertRejected(this.contract.get("/labels?q=" + "a".repeat(101)), reason);
			case UNKNOWN_LABEL -> assertRejected("/feedback", "application/json",
					Payloads.feedback(this.contract.prediction(), "unicorn"), reason);
			case UNSUPPORTED_TYPE -> assertRejected("/classify", "text/plain", "A koala in a tree.", reason);
			case UNSUPPORTED_ENCODING -> this.contract.assertRejected(
					this.contract.post("/classify", koala, "Content-Type", "image/jpeg", "Content-Encoding", "br"),
					reason);
			case NOT_AN_IMAGE -> assertRejected("/classify", "image/jpeg", "A koala in a tree.", reason);
			case CORRUPT -> assertRejected("/classify", "image/jpeg", Arrays.copyOf(koala, 50_000), reason);
			case TOO_SMALL -> assertRejected("/classify", "image/png", Payloads.png(8, 8), reason);
			case TOO_NARROW -> assertRejected("/classify", "image/png", Payloads.png(16, 336), reason);
			case TOO_MANY_PIXELS -> assertRejected("/classify", "image/png", Payloads.png(4000, 3000), reason);
			case NOT_EXPLAINABLE -> throw new AssertionError("UnexplainedContractTests tests this reason");
			case UNAUTHENTICATED, RATE_LIMITED, ISSUER_UNREACHABLE ->
				throw new AssertionError("RestrictedContractTests tests this reason");
			case OBJECT_NOT_ALLOWED -> assertRejected("/classify", "application/cloudevents+json",
					Payloads.reference("https://a.example/b"), reason);
			case PRIVATE_ADDRESS, OBJECT_UNREADABLE, OBJECT_STORE_UNREACHABLE ->
				throw new AssertionError("ReferenceContractTests tests this reason");
			case TOO_LARGE -> assertRejected("/classify", "image/jpeg", new byte[1_100_001], reason);
			case SLOW_UPLOAD -> assertSlowUploadIsRejected();
			case OVERLOADED -> this.contract.assertRejected(postWhileAnotherUploadHoldsAllMemory(), reason);
			case NOT_FOUND -> assertThat(Contract.problem(this.contract.get("/nothing"))).endsWith(":" + reason);
			case METHOD_NOT_ALLOWED -> {
				Exchange exchange = this.contract.delete("/model");
				assertThat(Contract.problem(exchange)).isEqualTo(Contract.PROBLEM + reason);
				assertThat(exchange.header("Allow")).isEqualTo("GET");
			}
		}
	}

	@Test
	void theContractHasAnExampleForEveryReasonUnderItsStatus() {
		Set<String> shown = new TreeSet<>();
		for (PathItem item : this.contract.openApi().getPaths().values()) {
			item.readOperations()
				.forEach((operation) -> operation.getResponses()
					.forEach((status, response) -> shown.addAll(checkExamples(status, response))));
		}
		shown.remove("fault");
		assertThat(shown)
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(Reason.values()).map(Reason::toString).toList());
	}

	private static Set<String> checkExamples(String status, ApiResponse response) {
		Contract.examples(response).forEach((name, example) -> {
			JsonNode problem = Payloads.json(example.getValue());
			assertThat(status).isIn("default", problem.at("/status").asString());
			assertThat(problem.at("/type").asString("fault")).endsWith(name);
		});
		return Contract.examples(response).keySet();
	}

	private void assertRejected(String path, String type, String body, Reason reason) {
		this.contract.assertRejected(this.contract.post(path, type, body), reason);
	}

	private void assertRejected(String path, String type, byte[] body, Reason reason) {
		this.contract.assertRejected(this.contract.post(path, type, body), reason);
	}

	private void assertInferenceIsRejected(String json, Reason reason) {
		String path = "/v2/models/animals/infer";
		Exchange exchange = this.contract.post(path, "application/json", json);
		this.contract.assertAgrees(exchange.validatable(), path, Method.POST);
		assertThat(Payloads.json(exchange).at("/type").asString()).isEqualTo(Contract.PROBLEM + reason);
	}

	private void assertSlowUploadIsRejected() {
		Upload upload = Upload.start(this.contract.service, 1000);
		String[] answer = upload.answer().split("\r\n\r\n", 2);
		assertThat(answer[0]).startsWith("HTTP/1.1 408");
		SimpleResponse response = SimpleResponse.Builder.status(408)
			.withContentType("application/problem+json")
			.withBody(answer[1])
			.build();
		this.contract.assertAgrees(response, "/classify", Method.POST);
		assertThat(answer[1]).contains(Contract.PROBLEM + Reason.SLOW_UPLOAD);
	}

	private Exchange postWhileAnotherUploadHoldsAllMemory() {
		while (true) {
			try (Upload _ = Upload.start(this.contract.service, 1 << 20)) {
				this.contract.get("/livez");
				Exchange exchange = this.contract.post("/classify", "image/jpeg", "?");
				// Otherwise this request was read before the upload reserved the memory,
				// so the test tries again.
				if (exchange.status() == 503) {
					assertThat(exchange.header("Retry-After")).isEqualTo("1");
					return exchange;
				}
			}
		}
	}

}
