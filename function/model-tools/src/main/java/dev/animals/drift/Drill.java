package dev.animals.drift;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code make drift-drill}: sends clean photos to a Service, which no alert may follow,
 * then spoiled ones, and prints after how long Prometheus' alerts fire. Bounded: at most
 * {@value #RATE} photos a second, and nine minutes of watching after each phase.
 */
final class Drill {

	private static final int RATE = 15;

	/** As many as drift is known from. */
	private static final int FIRST = 600;

	/** The alerts' {@code for}, the rules' minute, and what scraping takes. */
	private static final Duration WATCH = Duration.ofMinutes(9);

	private static final JsonMapper MAPPER = new JsonMapper();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI address;

	private final String host;

	private final String namespace;

	private Drill(URI url, String ingress, String namespace) {
		this.host = url.getHost();
		this.address = ingress.isBlank() ? url.resolve("/classify") : URI.create("http://" + ingress + "/classify");
		this.namespace = namespace;
	}

	/**
	 * Runs it.
	 * @param arguments the photos' folder, the namespace, how they are spoiled, the
	 * Service's URL and, where its name leads nowhere, the gateway's address
	 * @throws IOException if a photo cannot be read or kubectl cannot be run
	 * @throws InterruptedException never
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		List<byte[]> photos = photos(Path.of(arguments[0]));
		Drill drill = new Drill(URI.create(arguments[3]), (arguments.length > 4) ? arguments[4] : "", arguments[1]);
		System.out.println("| photos | sent, answered | alert | fires after |\n|---|---|---|---|");
		int sent = 0;
		boolean silent = true;
		for (String phase : arguments[2].split(",", -1)) {
			Corruption corruption = Corruption.valueOf(phase.toUpperCase(Locale.ROOT));
			Random random = new Random(7);
			// Windows are of an hour: three of four photos in them are of this phase.
			int number = Math.max(FIRST, 3 * sent);
			boolean quiet = drill.phase(corruption,
					photos.stream().map((photo) -> corruption.apply(photo, random)).toList(), number);
			silent &= quiet || corruption != Corruption.CLEAN;
			sent += number;
		}
		if (!silent) {
			System.err.println("An alert fired for clean photos.");
			System.exit(1);
		}
	}

	private boolean phase(Corruption corruption, List<byte[]> photos, int number)
			throws IOException, InterruptedException {
		Instant begin = Instant.now();
		int answered = send(photos, number);
		Map<String, Duration> alerts = watch(begin);
		String sent = "%s | %d, %d".formatted(corruption, number, answered);
		alerts.forEach((alert, delay) -> System.out.printf("| %s | %s | %d min %02d s |%n", sent, alert,
				delay.toMinutes(), delay.toSecondsPart()));
		if (alerts.isEmpty()) {
			System.out.printf("| %s | none | within %d min |%n", sent,
					Duration.between(begin, Instant.now()).toMinutes());
		}
		return alerts.isEmpty();
	}

	/** One after the other at the rate, whether answers come or not. */
	private int send(List<byte[]> photos, int number) throws InterruptedException {
		List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
		Random random = new Random(number);
		long begin = System.nanoTime();
		for (int i = 0; i < number; i++) {
			Thread.sleep(Math.max(0, (begin + i * 1_000_000_000L / RATE - System.nanoTime()) / 1_000_000));
			HttpRequest request = HttpRequest.newBuilder(this.address)
				.timeout(Duration.ofSeconds(60))
				.header("Host", this.host)
				.POST(BodyPublishers.ofByteArray(photos.get(random.nextInt(photos.size()))))
				.build();
			answers.add(this.client.sendAsync(request, BodyHandlers.discarding()));
		}
		return (int) answers.stream()
			.map((answer) -> answer.handle((response, error) -> error == null && response.statusCode() == 200).join())
			.filter((right) -> right)
			.count();
	}

	/** When each alert on drift fired first, after a moment. */
	private Map<String, Duration> watch(Instant begin) throws IOException, InterruptedException {
		Map<String, Duration> fired = new LinkedHashMap<>();
		Instant end = Instant.now().plus(WATCH);
		while (Instant.now().isBefore(end)) {
			Thread.sleep(5_000);
			for (String alert : firing()) {
				fired.putIfAbsent(alert, Duration.between(begin, Instant.now()));
			}
		}
		return fired;
	}

	private List<String> firing() throws IOException, InterruptedException {
		String query = "max by (alertname) (ALERTS{alertstate=\"firing\",namespace=\"%s\",alertname=~\"Animals(.*Drift|FewAnimals|EstimatedAccuracyLow)\"})"
			.formatted(this.namespace);
		Process kubectl = new ProcessBuilder("kubectl", "get", "--raw",
				"/api/v1/namespaces/monitoring/services/prometheus-operated:9090/proxy/api/v1/query?query="
						+ URLEncoder.encode(query, StandardCharsets.UTF_8))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		JsonNode answer = MAPPER.readTree(kubectl.getInputStream().readAllBytes());
		kubectl.waitFor();
		return answer.at("/data/result")
			.valueStream()
			.map((series) -> series.at("/metric/alertname").stringValue())
			.toList();
	}

	private static List<byte[]> photos(Path directory) throws IOException {
		List<byte[]> photos = new ArrayList<>();
		try (Stream<Path> files = Files.walk(directory, 2)) {
			for (Path file : files.filter((each) -> each.toString().matches(".*\\.(jpe?g|png|webp)"))
				.filter((each) -> !each.startsWith(directory.resolve("other")))
				.sorted()
				.toList()) {
				photos.add(Files.readAllBytes(file));
			}
		}
		return photos;
	}

}
