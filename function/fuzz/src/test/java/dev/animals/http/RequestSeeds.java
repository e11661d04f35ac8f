package dev.animals.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;

import dev.animals.fuzz.Seeds;

/**
 * One request of each kind that the service answers or rejects.
 */
final class RequestSeeds {

	private static final byte[] PHOTO = Seeds.photo();

	private static final String BASE64 = Base64.getEncoder().encodeToString(PHOTO);

	private static final String EVENT = """
			{"specversion":"1.0","id":"1","source":"/a","type":"t","datacontenttype":"image/jpeg","data_base64":"%s"}"""
		.formatted(BASE64);

	private static final String BINARY = "\nce-specversion: 1.0\nce-id: 1\nce-source: /a\nce-type: t\n";

	private static final String HEADERS = "\nAccept: text/html, application/*;q=0.8\nAccept-Encoding: gzip"
			+ "\nIf-None-Match: *\nOrigin: " + FuzzedService.ORIGIN + "\nAccess-Control-Request-Method: POST";

	private static final String FEEDBACK = "{\"prediction\":\"TOKEN\",\"label\":\"%s\"}";

	/**
	 * The version of the model as the Open Inference Protocol names it. It is read as
	 * text, because classes of the service must be loaded while an input is executed.
	 */
	private static final String VERSION = "lite0-" + version(Path.of("../model/lite0/model.yaml"));

	private RequestSeeds() {
	}

	private static String version(Path model) {
		try (Stream<String> lines = Files.lines(model)) {
			return lines.filter((line) -> line.startsWith("version:"))
				.map((line) -> line.replaceAll("version:|[ \"]", ""))
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Stream<byte[]> all() {
		return Stream.of(photos(), events(), inference(), feedback(), documents()).flatMap((seeds) -> seeds);
	}

	private static Stream<byte[]> photos() {
		return Stream.of(Seeds.request("Request: POST /classify?top=5\nContent-Type: image/jpeg", PHOTO),
				Seeds.request("Request: POST /explain\nAccept: image/png", PHOTO),
				Seeds.request("Request: POST /explain?label=koala&size=64\nAccept: application/json", PHOTO),
				text("Request: POST /classify?top=x&a=%zz\nContent-Encoding: gzip", "x"),
				text("Request: POST /\nContent-Encoding: br, deflate", "x"),
				text("Request: POST /\nContent-Type: application/json", "{\"image\": \"data:image/jpeg;base64,%s\"}",
						BASE64),
				text("Request: POST /explain\nContent-Type: application/json", "{\"image\": \"%s\"}", BASE64),
				text("Request: POST /\nContent-Type: multipart/form-data; boundary=b", """
						--b
						Content-Disposition: form-data; name="image"; filename*=UTF-8''%%e2%%82%%ac.jpg
						Content-Type: image/jpeg

						%s
						--b--
						""", "x"), text("Request: POST /classify\nContent-Type: text/plain", "x"));
	}

	private static Stream<byte[]> events() {
		return Stream.of(Seeds.request("Request: POST /" + BINARY + "Content-Type: image/jpeg", PHOTO),
				text("Request: POST /\nContent-Type: application/cloudevents+json", EVENT),
				text("Request: POST /explain\nContent-Type: application/cloudevents+json", EVENT),
				text("Request: POST /\nContent-Type: application/cloudevents-batch+json", "[%s,{},7]", EVENT),
				text("Request: POST /\nContent-Type: application/cloudevents+avro", "x"),
				text("Request: POST /explain" + BINARY + "Content-Type: application/json", "{}"));
	}

	private static Stream<byte[]> inference() {
		String bytes = """
				{"id":"1","inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":["%s"]}],"outputs":[%s]}""";
		String classes = "{\"name\":\"probabilities\",\"parameters\":{\"classification\":3}}";
		String binary = "{\"name\":\"logits\",\"parameters\":{\"binary_data\":true}}";
		return Stream.of(text("Request: POST /v2/models/lite0/infer", bytes, BASE64, classes),
				text("Request: POST /v2/models/lite0/versions/" + VERSION + "/infer", bytes, BASE64, binary),
				text("Request: POST /v2/models/lite0/infer\nInference-Header-Content-Length: 999999", "{}"),
				text("Request: POST /v2/models/animals/infer", "{\"inputs\":[]}"),
				text("Request: POST /v1/models/animals:predict", "{\"instances\":[{\"b64\":\"%s\"}]}", BASE64),
				text("Request: POST /v1/models/animals:explain", "{\"instances\":[{\"image\":{\"b64\":\"%s\"}}]}",
						BASE64),
				text("Request: POST /v2/repository/index", "{}"));
	}

	private static Stream<byte[]> feedback() {
		return Stream.of(text("Request: POST /feedback\nContent-Type: application/json", FEEDBACK, "koala"),
				text("Request: POST /feedback\nContent-Type: application/json", FEEDBACK, "none of these"),
				text("Request: POST /feedback" + BINARY + "Content-Type: application/json", FEEDBACK, "kaola"),
				text("Request: POST /feedback\nContent-Type: application/cloudevents+json",
						"{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\",\"data\":%s}",
						FEEDBACK.formatted("lemur")),
				text("Request: POST /feedback", "{\"prediction\":\"a.b.c\",\"label\":1}"));
	}

	private static Stream<byte[]> documents() {
		return Stream
			.of("GET /", "GET /icon.svg", "GET /examples/koala.jpg", "GET /labels?q=kaola&limit=3",
					"GET /labels;q=%e2%82%", "GET /docs", "GET /docs/docs.js", "GET /docs/swagger-ui.css",
					"GET /openapi.yaml", "GET /model", "GET /v2", "GET /v2/health/ready", "GET /v2/health/live",
					"GET /v2/models", "GET /v2/models/animals/ready", "GET /v1/models/animals",
					"GET /v2/models/animals/versions/" + VERSION, "GET /a", "DELETE /classify",
					"GET /examples/none.jpg", "GET /error", "GET /livez", "FOO /", "GET /a%2Fb", "HEAD /")
			.flatMap((target) -> Stream.of(text("Request: " + target, ""), text("Request: " + target + HEADERS, "")));
	}

	private static byte[] text(String head, String body, Object... arguments) {
		return Seeds.request(head, Seeds.text(arguments.length > 0 ? body.formatted(arguments) : body));
	}

}
