package dev.animals.http;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.animals.objects.Store;
import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events that name a photo in an object store instead of carrying it.
 */
@ServiceTest
@DirtiesContext
class ReferencedPhotoTests {

	private static final Store STORE = Store.start(Photos.koala());

	private final Service service;

	private final Metrics metrics;

	private final RecordingDecoder decoder;

	ReferencedPhotoTests(@LocalServerPort int port, @LocalManagementPort int managementPort,
			@Autowired RecordingDecoder decoder) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
		this.decoder = decoder;
	}

	@DynamicPropertySource
	static void set(DynamicPropertyRegistry properties) {
		properties.add("animals.objects.origins", () -> STORE.origin() + ",http://10.0.0.1,http://127.0.0.1:1");
		properties.add("animals.objects.networks", () -> "127.0.0.0/8");
		properties.add("animals.objects.timeout", () -> "700ms");
		properties.add("animals.http.bodies", () -> "1MB");
	}

	@BeforeEach
	void forgetRequests() {
		STORE.requests().clear();
	}

	@AfterAll
	static void stop() {
		STORE.close();
	}

	@Test
	void classifiesThePhotoThatABinaryEventNames() {
		double fetched = this.metrics.sum("animals_stage_seconds_count", "stage=\"fetch\"", "mode=\"binary\"");
		HttpResponse<byte[]> response = binary("/", STORE.origin() + "/photo?X-Signature=secret");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(best(Service.json(response))).isEqualTo("koala");
		assertThat(Service.header(response, "ce-causationid")).isEqualTo("photo-1");
		assertThat(Service.header(response, "ce-subject")).isEqualTo("zoo");
		assertThat(response.headers().map().toString()).doesNotContain("dataref", "secret");
		assertThat(this.decoder.latest()).isEqualTo(Photos.koala());
		assertThat(this.metrics.sum("animals_stage_seconds_count", "stage=\"fetch\"", "mode=\"binary\""))
			.isEqualTo(fetched + 1);
	}

	@Test
	void classifiesThePhotoThatAStructuredEventNames() {
		HttpResponse<byte[]> response = this.service.post("/", Service.MAPPER.writeValueAsBytes(event("/photo")),
				"Content-Type", Messages.STRUCTURED);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(best(Service.json(response).get("data"))).isEqualTo("koala");
	}

	@Test
	void explainsThePhotoThatAnEventNames() {
		HttpResponse<byte[]> response = binary("/explain", STORE.origin() + "/photo");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Service.json(response).get("label").asString()).isEqualTo("koala");
	}

	@Test
	void fetchesNothingForAnEventThatCarriesItsPhoto() {
		HttpResponse<byte[]> response = this.service.post("/", Photos.koala(), headers(STORE.origin() + "/photo"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(STORE.requests()).isEmpty();
	}

	@Test
	void rejectsAMemberOfABatchThatCarriesNoPhoto() {
		HttpResponse<byte[]> response = this.service.post("/", Messages.batch(event("/photo")), "Content-Type",
				Messages.BATCH);
		assertThat(Service.json(response).get(0).at("/data/type").asString()).endsWith(":object-not-allowed");
		assertThat(STORE.requests()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "http://photos.example/a, object-not-allowed, 403", "http://10.0.0.1/a, private-address, 403",
			"http://127.0.0.1:1/a, object-store-unreachable, 503", "/a, malformed-event, 400",
			"not a URI, malformed-event, 400", "STORE/missing, object-unreadable, 422",
			"STORE/moved, object-unreadable, 422", "STORE/huge, too-large, 413",
			"STORE/silent, object-store-unreachable, 503", "STORE/stalled, object-store-unreachable, 503",
			"STORE/cut, object-store-unreachable, 503" })
	void rejectsAndCountsPhotosThatItCannotFetch(String reference, String reason, int status) {
		double before = this.metrics.sum("animals_rejections_total", "reason=\"" + reason + "\"");
		HttpResponse<byte[]> response = binary("/", reference.replace("STORE", STORE.origin().toString()));
		assertThat(response.statusCode()).isEqualTo(status);
		JsonNode problem = Service.json(response);
		assertThat(problem.get("type").asString()).isEqualTo("urn:animals:problem:" + reason);
		assertThat(problem.get("detail").asString()).endsWith(".")
			.doesNotContain("Exception", STORE.origin().getHost());
		assertThat(this.metrics.sum("animals_rejections_total", "reason=\"" + reason + "\"")).isEqualTo(before + 1);
	}

	/** The photos together are larger than the memory for bodies. */
	@Test
	void returnsTheMemoryOfPhotosThatItCannotFetch() {
		for (int i = 0; i < 30; i++) {
			assertThat(binary("/", STORE.origin() + "/cut").statusCode()).isEqualTo(503);
		}
		assertThat(binary("/", STORE.origin() + "/photo").statusCode()).isEqualTo(200);
	}

	private HttpResponse<byte[]> binary(String path, String reference) {
		return this.service.post(path, new byte[0], headers(reference));
	}

	private static String[] headers(String reference) {
		return new String[] { "ce-specversion", "1.0", "ce-id", "photo-1", "ce-source", "/bucket", "ce-type",
				"com.example.photo", "ce-subject", "zoo", "ce-dataref", reference };
	}

	private static Map<String, Object> event(String path) {
		Map<String, Object> event = new HashMap<>(Messages.event("image/jpeg", new byte[0]));
		event.remove("data_base64");
		event.put("dataref", STORE.origin() + path);
		return event;
	}

	private static String best(JsonNode answer) {
		return answer.get("top").get(0).get("label").asString();
	}

}
