package dev.animals.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.photos.Photos;
import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rejection shows a command that works when it is typed.
 */
@ServiceTest
class ExamplesTests {

	private final int port;

	private final Service service;

	@TempDir
	private Path folder;

	ExamplesTests(@LocalServerPort int port) {
		this.port = port;
		this.service = new Service(port);
	}

	@ParameterizedTest
	@CsvSource({ "/classify, 422, 200", "/, 422, 200", "/explain, 422, 200", "/feedback, 400, 202", "/labels, 405, 200",
			"/model, 405, 200", "/nowhere, 404, 200" })
	void theCommandOfARejectionWorks(String path, int rejected, int accepted) throws IOException, InterruptedException {
		HttpResponse<byte[]> response = this.service.post(path, "{}".getBytes(StandardCharsets.UTF_8));
		assertThat(response.statusCode()).isEqualTo(rejected);
		assertThat(run(Service.json(response).get("example").asString())).isEqualTo(accepted);
	}

	@Test
	void theCommandOfAMalformedEventSendsAnEvent() throws IOException, InterruptedException {
		HttpResponse<byte[]> response = this.service.post("/", "[1]".getBytes(StandardCharsets.UTF_8), "Content-Type",
				Messages.STRUCTURED);
		assertThat(Service.json(response).get("type").asString()).endsWith(Reason.MALFORMED_EVENT.toString());
		String command = Service.json(response).get("example").asString();
		assertThat(command).contains("ce-specversion");
		assertThat(run(command)).isEqualTo(200);
	}

	/**
	 * Runs a command in a shell as a person would, and returns the status of the answer.
	 */
	private int run(String command) throws IOException, InterruptedException {
		Files.write(this.folder.resolve("photo.jpg"), Photos.koala());
		String prediction = Service.json(this.service.post("/classify", Photos.koala())).get("prediction").asString();
		String typed = command.replace("HOST", "http://127.0.0.1:" + this.port)
			.replace("PREDICTION", prediction)
			.replaceFirst("^curl", "curl -s -o answer -w '%{http_code}'");
		Process process = new ProcessBuilder("sh", "-c", typed).directory(this.folder.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
		return Integer.parseInt(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
	}

}
