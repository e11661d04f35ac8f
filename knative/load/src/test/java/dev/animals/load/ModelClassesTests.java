package dev.animals.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import dev.animals.testing.EnvironmentVariables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ModelClassesTests {

	@SuppressWarnings("NullAway.Init")
	private HttpServer server;

	private int status = 200;

	private int asked;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/model", (exchange) -> {
			this.asked++;
			byte[] body = "{\"labels\": [{\"label\": \"tench\"}, {\"label\": \"goldfish\"}]}"
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(this.status, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void asksTheServiceOnceForTheNamesOfItsClasses() {
		ModelClasses classes = classes();
		assertThat(classes.apply(1)).isEqualTo("goldfish");
		assertThat(classes.apply(0)).isEqualTo("tench");
		assertThat(this.asked).isEqualTo(1);
	}

	@Test
	void rejectsAClassThatTheModelDoesNotHave() {
		assertThatIllegalArgumentException().isThrownBy(() -> classes().apply(2))
			.withMessageContaining("has only the classes 0 to 1");
	}

	@Test
	void saysThatTheServiceDoesNotExplainItsClasses() {
		this.status = 503;
		assertThatIllegalArgumentException().isThrownBy(() -> classes().apply(0))
			.withMessageContaining("it answered 503");
	}

	private ModelClasses classes() {
		String url = "http://127.0.0.1:" + this.server.getAddress().getPort();
		return new ModelClasses(Settings.from(new EnvironmentVariables(Map.of("URL", url)), () -> 1));
	}

}
