package dev.animals.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;

/**
 * Sends requests of every kind that the service accepts or rejects, so that it loads the
 * classes that the ahead-of-time cache should contain.
 */
final class TrainingRequests {

	/**
	 * The number of rounds, enough for the JVM to record which methods requests use most.
	 */
	private static final int ROUNDS = 40;

	private final RunningService service;

	private final JsonMapper mapper = new JsonMapper();

	private final byte[] koala = Photos.koala();

	TrainingRequests(RunningService service) {
		this.service = service;
	}

	/**
	 * Sends all requests and waits for their answers.
	 * @throws IOException if the service does not answer
	 * @throws InterruptedException if this thread is interrupted
	 */
	void send() throws IOException, InterruptedException {
		for (int round = 0; round < ROUNDS; round++) {
			sendEachMode();
		}
		for (LabelledPhoto photo : Photos.shipped()) {
			this.service.post("/classify", photo.bytes());
		}
		this.service.post("/explain?label=bear", this.koala);
		this.service.post("/explain", this.koala, "Accept", "image/png");
		this.service.post("/v2/models/animals/infer", this.koala, "Inference-Header-Content-Length", "0");
		this.service.post("/v2/models/animals/infer", inference(), "application/json");
		for (String path : List.of("/", "/icon.svg", "/model", "/openapi.yaml", "/livez", "/nowhere")) {
			this.service.get(path);
		}
		this.service.manage("/actuator/health");
		this.service.post("/classify", "not a photo", "image/jpeg");
		this.service.post("/classify", "not a photo", "text/plain");
		this.service.post("/classify", "", "image/jpeg");
		this.service.post("/feedback", "{}", "application/json");
	}

	private void sendEachMode() throws IOException, InterruptedException {
		byte[] answer = this.service.post("/classify", this.koala, "Content-Type", "image/jpeg").body();
		String prediction = this.mapper.readTree(answer).get("prediction").asString();
		String event = event();
		this.service.post("/", event, "application/cloudevents+json");
		this.service.post("/", "[" + event + "]", "application/cloudevents-batch+json");
		this.service.post("/", this.koala, "Content-Type", "image/jpeg", "ce-specversion", "1.0", "ce-id", "1",
				"ce-source", "/training", "ce-type", "photo");
		this.service.post("/classify?top=3", form(), "Content-Type", "multipart/form-data; boundary=training");
		String feedback = this.mapper.writeValueAsString(Map.of("prediction", prediction, "label", "koala"));
		this.service.post("/feedback", feedback, "application/json");
		this.service.manage("/actuator/prometheus");
		this.service.get("/readyz");
	}

	private String event() {
		return this.mapper
			.writeValueAsString(Map.of("specversion", "1.0", "id", "1", "source", "/training", "type", "photo",
					"datacontenttype", "image/jpeg", "data_base64", Base64.getEncoder().encodeToString(this.koala)));
	}

	private String inference() {
		return """
				{"inputs": [{"name": "image", "datatype": "BYTES", "shape": [1], "data": ["%s"]}]}"""
			.formatted(Base64.getEncoder().encodeToString(this.koala));
	}

	private byte[] form() {
		ByteArrayOutputStream form = new ByteArrayOutputStream();
		form.writeBytes(ascii("--training\r\n"));
		form.writeBytes(ascii("Content-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n"));
		form.writeBytes(ascii("Content-Type: image/jpeg\r\n\r\n"));
		form.writeBytes(this.koala);
		form.writeBytes(ascii("\r\n--training--\r\n"));
		return form.toByteArray();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
