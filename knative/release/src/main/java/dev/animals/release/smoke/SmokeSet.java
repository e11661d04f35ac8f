package dev.animals.release.smoke;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.util.Objects.requireNonNull;

/**
 * A folder of photos. A table has a line for each photo whose answer is known: the file's
 * name and, parted by a tab, the labels that are right, parted by commas. The others are
 * only compared.
 */
public final class SmokeSet implements Smoke {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final List<Path> photos;

	private final Map<String, Set<String>> labels = new HashMap<>();

	private final Optional<String> ingress;

	/**
	 * Reads a folder.
	 * @param folder of photos
	 * @param labels what they show
	 * @param ingress {@code HOST:PORT} to call where no DNS knows the addresses
	 * @throws IllegalArgumentException in a sentence, if it cannot be read
	 */
	public SmokeSet(Path folder, Path labels, Optional<String> ingress) {
		this.ingress = ingress;
		try (Stream<Path> files = Files.walk(folder)) {
			this.photos = files.filter((file) -> file.toString().matches("(?i).*\\.(jpe?g|png|webp|gif|bmp)"))
				.sorted()
				.toList();
			if (Files.exists(labels)) {
				for (String line : Files.readAllLines(labels)) {
					String[] columns = line.split("\t", -1);
					if (columns.length == 2) {
						this.labels.put(columns[0], Set.of(columns[1].split(",", -1)));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("The smoke set %s cannot be read.".formatted(folder), ex);
		}
		if (this.photos.isEmpty()) {
			throw new IllegalArgumentException("There is no photo in %s.".formatted(folder));
		}
	}

	@Override
	public SmokeResult run(Map<String, String> urls, Runnable meanwhile) {
		int labelled = 0;
		int candidateRight = 0;
		int stableRight = 0;
		int same = 0;
		List<String> mistakes = new ArrayList<>();
		for (Path photo : this.photos) {
			Answer stable = classify(urls.get("stable"), photo);
			Answer candidate = classify(urls.get("candidate"), photo);
			Set<String> right = this.labels.getOrDefault(String.valueOf(photo.getFileName()), Set.of());
			boolean candidateIsRight = right.contains(candidate.label());
			boolean stableIsRight = right.contains(stable.label());
			labelled += right.isEmpty() ? 0 : 1;
			candidateRight += candidateIsRight ? 1 : 0;
			stableRight += stableIsRight ? 1 : 0;
			same += candidate.seen().equals(stable.seen()) ? 1 : 0;
			if (!candidate.failure().isEmpty() && stable.failure().isEmpty()) {
				mistakes.add("%s: %s".formatted(photo.getFileName(), candidate.failure()));
			}
			else if (stableIsRight && !candidateIsRight) {
				mistakes.add("%s is %s and not %s".formatted(photo.getFileName(), stable.label(), candidate.label()));
			}
			meanwhile.run();
		}
		return new SmokeResult(this.photos.size(), labelled, candidateRight, stableRight, same, mistakes);
	}

	private Answer classify(@Nullable String url, Path photo) {
		try {
			HttpResponse<String> answer = send(
					request(requireNonNull(url), "/classify").header("Content-Type", "application/octet-stream")
						.POST(BodyPublishers.ofFile(photo)));
			if (answer.statusCode() != 200) {
				return Answer.failed("status " + answer.statusCode());
			}
			JsonNode json = MAPPER.readTree(answer.body());
			JsonNode best = json.path("top").path(0);
			String verdict = json.path("verdict").asString("");
			return new Answer(best.path("label").asString(""),
					verdict.equals("animal") ? best.path("group").asString("") : verdict, "");
		}
		catch (IOException | JacksonException ex) {
			return Answer.failed("no answer: " + ex);
		}
	}

	@Override
	public void keepWarm(Map<String, String> urls) {
		if (urls.containsKey("candidate")) {
			try {
				send(request(requireNonNull(urls.get("candidate")), "/livez").GET());
			}
			catch (IOException ex) {
				// Then users wait for a pod, and the judge sees it.
				return;
			}
		}
	}

	private HttpRequest.Builder request(String url, String path) {
		URI uri = URI.create(url);
		URI target = this.ingress.map((address) -> URI.create("http://" + address + path))
			.orElseGet(() -> uri.resolve(path));
		HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(Duration.ofSeconds(30));
		return this.ingress.isPresent() ? request.header("Host", uri.getHost()) : request;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	private record Answer(String label, String seen, String failure) {

		static Answer failed(String failure) {
			return new Answer("", "nothing", failure);
		}

	}

}
