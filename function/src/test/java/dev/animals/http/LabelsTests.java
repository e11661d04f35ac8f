package dev.animals.http;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class LabelsTests {

	private final Service service;

	private final Metrics metrics;

	LabelsTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@Test
	void findsAClassByItsEverydayName() {
		JsonNode first = find("q=ring-tailed").get("suggestions").get(0);
		assertThat(first.get("name").asString()).isEqualTo("ring-tailed lemur");
		assertThat(first.get("kind").asString()).isEqualTo("class");
		assertThat(first.get("labels").get(0).asString()).isEqualTo("Madagascar cat");
	}

	@Test
	void findsAGroupWithItsClasses() {
		JsonNode first = find("q=bird&limit=1").get("suggestions").get(0);
		assertThat(first.get("kind").asString()).isEqualTo("group");
		assertThat(first.get("labels")).hasSizeGreaterThan(50);
	}

	@ParameterizedTest
	@CsvSource({ "q=polar+baer, polar bear", "q=fl%61mingoo, flamingo", "q=not+an, not an animal" })
	void findsNamesInSpiteOfMistakesAndEncoding(String query, String name) {
		assertThat(find(query).get("suggestions").get(0).get("name").asString()).isEqualTo(name);
	}

	@Test
	void namesAnAnimalThatTheModelDoesNotKnow() {
		assertThat(find("q=giraffes").get("otherAnimal").asString()).isEqualTo("giraffe");
		assertThat(find("q=lemur").get("otherAnimal").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "q=a, 10", "q=a&limit=3, 3", "q=a&limit=50, 50", "q=, 10", "'', 10" })
	void returnsAsManyNamesAsTheLimitAllows(String query, int size) {
		assertThat(find(query).get("suggestions")).hasSize(size);
	}

	@ParameterizedTest
	@CsvSource({ "limit=0, invalid-parameter", "limit=51, invalid-parameter", "limit=ten, invalid-parameter",
			"query=lemur, unknown-parameter" })
	void rejectsBadParameters(String query, String reason) {
		assertRejected(query, reason);
	}

	@Test
	void rejectsAQueryOverTheLimit() {
		assertThat(find("q=" + "a".repeat(100)).get("suggestions")).isEmpty();
		assertRejected("q=" + "a".repeat(101), "query-too-long");
	}

	private void assertRejected(String query, String reason) {
		double before = count(reason);
		HttpResponse<byte[]> response = this.service.get("/labels?" + query);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(Service.json(response).get("type").asString()).isEqualTo("urn:animals:problem:" + reason);
		assertThat(count(reason)).isEqualTo(before + 1);
	}

	private JsonNode find(String query) {
		HttpResponse<byte[]> response = this.service.get("/labels?" + query);
		assertThat(response.statusCode()).isEqualTo(200);
		return Service.json(response);
	}

	private double count(String reason) {
		return this.metrics.sum("animals_rejections_total", "reason=\"" + reason + "\"");
	}

}
