package dev.animals.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/** A running Alertmanager with the repository's configuration. */
final class Alertmanager implements AutoCloseable {

	static final String FROM = "animals@animals.example";

	static final String TO = "keeper@animals.example";

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final String SECRETS = "/etc/alertmanager/secrets/animals-receivers";

	private final HttpClient client = HttpClient.newHttpClient();

	private final URI address;

	private final Process process;

	/**
	 * Starts Alertmanager and waits until it is ready.
	 * @param folder the folder with the keys of the Secret, {@code webhook-url} and
	 * {@code smtp-password}, and with the mail server's certificate
	 */
	Alertmanager(Path folder, String mailServer) throws IOException {
		Path configuration = Files.writeString(folder.resolve("alertmanager.yaml"),
				configuration(mailServer).replace(SECRETS, folder.toString())
					// Shortens the delays, which are not part of these tests.
					.replaceAll("group_(wait|interval): \\w+", "group_$1: 1s"));
		try (ServerSocket free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
			this.address = URI.create("http://localhost:" + free.getLocalPort());
		}
		ProcessBuilder alertmanager = new ProcessBuilder("alertmanager", "--config.file=" + configuration,
				"--storage.path=" + folder.resolve("storage"), "--cluster.listen-address=",
				"--web.listen-address=" + this.address.getAuthority());
		alertmanager.environment().put("SSL_CERT_FILE", folder.resolve("mail.crt").toString());
		this.process = alertmanager.redirectErrorStream(true)
			.redirectOutput(folder.resolve("alertmanager.log").toFile())
			.start();
		await().atMost(Duration.ofSeconds(30)).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
			return send(HttpRequest.newBuilder(this.address.resolve("/-/ready"))).statusCode() == 200;
		});
	}

	/** Returns the configuration that {@code make monitoring} applies. */
	private static String configuration(String mailServer) throws IOException {
		ProcessBuilder manifests = new ProcessBuilder("monitoring/manifests.sh")
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		manifests.environment()
			.putAll(Map.of("SMTP", mailServer, "SMTP_USER", MailServer.USER, "MAIL_FROM", FROM, "MAIL_TO", TO));
		Process process = manifests.start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false)
			.map(MAPPER::<JsonNode>valueToTree)
			.filter((resource) -> resource.at("/kind").asString().equals("Secret")
					&& resource.at("/metadata/name").asString().equals("alertmanager-animals"))
			.map((secret) -> secret.required("data").required("alertmanager.yaml").stringValue())
			.map((data) -> new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8))
			.findFirst()
			.orElseThrow();
	}

	/** Sends a firing alert, as Prometheus does. */
	void fire(String alert, String severity, String service) {
		post(alert, severity, service, Instant.now().plus(Duration.ofMinutes(5)));
	}

	/** Sends the end of an alert. */
	void resolve(String alert, String severity, String service) {
		post(alert, severity, service, Instant.now());
	}

	private void post(String alert, String severity, String service, Instant end) {
		String alerts = MAPPER.writeValueAsString(List.of(Map.of("labels",
				Map.of("alertname", alert, "severity", severity, "namespace", "animals", "service", service),
				"annotations", Map.of("summary", alert + " of " + service), "endsAt", end.toString())));
		try {
			HttpResponse<String> answer = send(HttpRequest.newBuilder(this.address.resolve("/api/v2/alerts"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(alerts)));
			if (answer.statusCode() != 200) {
				throw new IllegalStateException(answer.body());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the number of failed attempts to send a mail. */
	double failedMails() throws IOException {
		return send(HttpRequest.newBuilder(this.address.resolve("/metrics"))).body()
			.lines()
			.filter((line) -> line.startsWith("alertmanager_notification_requests_failed_total{")
					&& line.contains("integration=\"email\""))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
		try {
			return this.client.send(request.timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
	}

}
