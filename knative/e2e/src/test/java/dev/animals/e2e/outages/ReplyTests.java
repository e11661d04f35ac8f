package dev.animals.e2e.outages;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Proves that replies that were seen on a cluster are attributed to the part that wrote
 * them. It needs no cluster.
 */
class ReplyTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			503 | no | no healthy upstream                                     | REFUSED | the gateway
			503 | no | reset before headers. reset reason: connection failure  | REFUSED | the gateway
			503 | no | reset before headers. reset reason: connection termination | FAILED | the gateway
			503 | yes | {"type": "urn:animals:problem:overloaded"}             | REFUSED | the service
			500 | yes | {"type": "urn:animals:problem:internal"}               | FAILED  | the service
			502 | yes | dial tcp 127.0.0.1:8080: connect: connection refused   | FAILED  | queue-proxy
			502 | yes | dial tcp 10.0.0.7:8012: connect: connection refused    | FAILED  | the activator
			504 | yes | activator request timeout                              | FAILED  | the activator
			503 | yes | context deadline exceeded                              | REFUSED | the activator or queue-proxy
			200 | yes | {"label": "macaw"}                                     | FAILED  | the service
			""")
	void namesWhoWroteTheReplyToAPhoto(int status, String passedOn, String body, Outcome outcome, String who)
			throws Exception {
		Reply reply = Reply.toPhoto(reply(status, passedOn.equals("yes"), body), "koala");

		assertThat(reply.outcome()).isEqualTo(outcome);
		assertThat(reply.reason()).startsWith(who);
	}

	@Test
	void leavesOutAddresses() throws Exception {
		assertThat(Reply.toPhoto(reply(502, true, "read tcp 10.0.0.3:4711->10.0.0.7:8012: reset"), "koala").reason())
			.isEqualTo("the activator: 502 \"read tcp POD:8012: reset\"");
	}

	@Test
	void doesNotCountAnAcceptedEventAsFailed() throws Exception {
		assertThat(Reply.toEvent(reply(202, true, "")).outcome()).isEqualTo(Outcome.ANSWERED);
		assertThat(Reply.toEvent(reply(500, true, "")).reason()).isEqualTo("the Broker: 500");
	}

	@Test
	void namesTheGatewayIfThereIsNoConnection() throws Exception {
		URI nobody = URI.create("http://127.0.0.1:1/");
		try (HttpClient client = HttpClient.newHttpClient()) {
			IOException error = catchThrowableOfType(IOException.class,
					() -> client.send(HttpRequest.newBuilder(nobody).build(), BodyHandlers.ofString()));

			assertThat(Reply.none(error)).isEqualTo(new Reply(Outcome.FAILED, "the gateway: no connection"));
		}
	}

	private static HttpResponse<String> reply(int status, boolean passedOn, String body) throws Exception {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			if (passedOn) {
				exchange.getResponseHeaders().add("x-envoy-upstream-service-time", "3");
			}
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
		server.start();
		try (HttpClient client = HttpClient.newHttpClient()) {
			URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
			return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
		}
		finally {
			server.stop(0);
		}
	}

}
