package dev.animals.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;

import dev.animals.AnimalsApplication;
import dev.animals.fuzz.Seeds;
import dev.animals.testing.RawConnection;

/**
 * The whole service with the real network, started once in the process.
 */
final class FuzzedService {

	/** The origin whose pages may call the service. */
	static final String ORIGIN = "https://zoo.example";

	private static final Pattern PREDICTION = Pattern.compile("\"prediction\":\"([^\"]+)\"");

	private static @Nullable FuzzedService running;

	private final int port;

	private String prediction = "";

	private FuzzedService(int port) {
		this.port = port;
	}

	/**
	 * Starts the service. Jazzer instruments classes that are loaded while an input is
	 * executed, so neither the seeds nor a method that runs before the test start it.
	 * @return the service, the same one for all calls
	 */
	static synchronized FuzzedService start() {
		FuzzedService service = running;
		if (service == null) {
			Environment environment = SpringApplication
				.run(AnimalsApplication.class, "--server.port=0", "--management.server.port=-1",
						"--animals.model.directory=../model/lite0", "--animals.model.predictors=1",
						"--animals.http.origins=" + ORIGIN, "--animals.feedback.key=a-key-for-tests-a-key-for-tests-!")
				.getEnvironment();
			service = new FuzzedService(environment.getRequiredProperty("local.server.port", Integer.class));
			service.prediction = service.classify();
			running = service;
		}
		return service;
	}

	/** Returns the token of an answer, for feedback. */
	private String classify() {
		Matcher matcher = PREDICTION.matcher(send(Seeds.request(
				"POST /classify HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: " + Seeds.photo().length,
				Seeds.photo())));
		if (!matcher.find()) {
			throw new IllegalStateException("The answer has no token");
		}
		return matcher.group(1);
	}

	/** Returns a token that the service accepts with feedback. */
	String prediction() {
		return this.prediction;
	}

	/**
	 * Sends a request that asks the service to close the connection.
	 * @param request the bytes of the request
	 * @return the answer
	 */
	String send(byte[] request) {
		try {
			return new String(RawConnection.exchange(this.port, request), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
