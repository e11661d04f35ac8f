package dev.animals.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.animals.AnimalsApplication;

/**
 * The service on a free port, and a client of it.
 */
final class ClassifyService implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newHttpClient();

	private ClassifyService(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static ClassifyService start(Path model) {
		return new ClassifyService(new SpringApplicationBuilder(AnimalsApplication.class)
			.run("--animals.model.directory=" + model, "--server.port=0", "--management.server.port=0"));
	}

	/** Returns the body of the answer to a photo. */
	byte[] classify(Path photo) {
		URI address = URI.create("http://127.0.0.1:%s/classify"
			.formatted(this.context.getEnvironment().getProperty("local.server.port")));
		try {
			return this.client
				.send(HttpRequest.newBuilder(address).POST(BodyPublishers.ofFile(photo)).build(),
						BodyHandlers.ofByteArray())
				.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.client.close();
		this.context.close();
	}

}
