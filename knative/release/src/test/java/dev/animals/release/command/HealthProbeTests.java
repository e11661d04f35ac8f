package dev.animals.release.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.release.ExitCode;

import static org.assertj.core.api.Assertions.assertThat;

class HealthProbeTests {

	private int ready = 200;

	private int status = 200;

	private String body = "";

	@SuppressWarnings("NullAway.Init")
	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/readyz", (exchange) -> answer(exchange, this.ready, ""));
		this.server.createContext("/classify", (exchange) -> answer(exchange, this.status, this.body));
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 | {"verdict": "animal", "top": [{"label": "koala"}]}     | DONE
			500 | {"verdict": "animal", "top": [{"label": "koala"}]}     | WRONG_ANSWER
			500 | <p>Error in "label":"koala"</p>                        | WRONG_ANSWER
			200 | <p>Error in "label":"koala"</p>                        | WRONG_ANSWER
			200 | {"verdict": "animal", "top": [{"label": "wombat"}]}    | WRONG_ANSWER
			200 | {"verdict": "marsupial", "top": [{"label": "koala"}]}  | WRONG_ANSWER
			200 | {"verdict": "unknown", "top": [{"label": "koala"}]}    | WRONG_ANSWER
			200 | {"verdict": "not_animal", "top": [{"label": "koala"}]} | WRONG_ANSWER
			200 | {"top": [{"label": "koala"}]}                          | WRONG_ANSWER
			503 | {"title": "busy"}                                      | NOT_READY
			""")
	void judges(int status, String body, ExitCode code) throws InterruptedException {
		this.status = status;
		this.body = body;
		assertThat(probe("http://localhost:" + this.server.getAddress().getPort()).code()).isEqualTo(code);
	}

	@Test
	void findsAServiceThatIsNotReady() throws InterruptedException {
		this.ready = 503;
		assertThat(probe("http://localhost:" + this.server.getAddress().getPort()).code())
			.isEqualTo(ExitCode.NOT_READY);
	}

	@Test
	void findsAnAddressThatCannotBeReached() throws InterruptedException {
		assertThat(probe("http://localhost:9").code()).isEqualTo(ExitCode.UNREACHABLE_URL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1" })
	void callsAnAddressOfThisMachineWithoutTheGateway(String host) throws InterruptedException {
		this.body = "{\"verdict\": \"animal\", \"top\": [{\"label\": \"koala\"}]}";
		assertThat(probe("http://%s:%d".formatted(host, this.server.getAddress().getPort()), "127.0.0.1:9").code())
			.isEqualTo(ExitCode.DONE);
	}

	private static HealthProbe.Result probe(String url) throws InterruptedException {
		return probe(url, null);
	}

	private static HealthProbe.Result probe(String url, @Nullable String ingress) throws InterruptedException {
		return new HealthProbe(url, Optional.ofNullable(ingress), Duration.ofSeconds(5),
				Path.of("../../function/photos/koala.jpg"), "koala", "animal")
			.run();
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		exchange.getRequestBody().readAllBytes();
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
