package dev.animals.e2e.eventing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;

import dev.animals.e2e.Address;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Events;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Broker of an environment, reached through a forwarded port, and the events that its
 * sinks printed.
 */
final class Broker implements AutoCloseable {

	/**
	 * Keeps exactly one pod of the service, because the counts of a deleted pod cannot be
	 * read.
	 */
	static final String ONE_POD = Environment
		.patch("/spec/template/metadata/annotations/autoscaling.knative.dev~1min-scale", "\"1\"")
			+ Environment.patch("/spec/template/metadata/annotations/autoscaling.knative.dev~1max-scale", "\"1\"");

	private final Environment environment;

	private final ForwardedPort port;

	Broker(Environment environment) throws IOException {
		this.environment = environment;
		this.port = new ForwardedPort("knative-eventing", "svc/broker-ingress", 80);
	}

	private URI address() {
		return this.port.address("/" + this.environment.namespace() + "/animals");
	}

	/** Sends an event in binary mode, which the Broker accepts. */
	void send(String id, byte[] data) {
		send(HttpRequest.newBuilder(address()).headers(Events.binary(id)).POST(BodyPublishers.ofByteArray(data)));
	}

	/** Sends an event in structured mode, which the Broker accepts. */
	void sendStructured(byte[] event) {
		send(HttpRequest.newBuilder(address())
			.header("Content-Type", Events.STRUCTURED)
			.POST(BodyPublishers.ofByteArray(event)));
	}

	private static void send(HttpRequest.Builder request) {
		assertThat(Address.send(request).statusCode()).isEqualTo(202);
	}

	/** Returns the events that a Deployment of event_display has printed. */
	List<String> printedBy(String deployment) {
		return Stream
			.of(this.environment.kubectl("logs", "deployment/" + deployment, "--tail=-1").split("cloudevents.Event"))
			.skip(1)
			.toList();
	}

	@Override
	public void close() {
		this.port.close();
	}

}
