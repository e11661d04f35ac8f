package dev.animals.container;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import tools.jackson.databind.json.JsonMapper;

/**
 * The image that ours is built on, by digest: a tag may be another image tomorrow.
 *
 * @param name the name with its digest, for Jib
 * @param digest the digest, empty for an image that no registry has
 */
record BaseImage(String name, String digest) {

	private static final Pattern REFERENCE = Pattern.compile("(?<registry>[^/]+)/(?<path>[^:@]+)(:(?<tag>[^@]+))?");

	private static final Pattern CHALLENGE = Pattern
		.compile("Bearer realm=\"(?<realm>[^\"]+)\"(,service=\"(?<service>[^\"]+)\")?.*");

	private static final String MANIFESTS = "application/vnd.oci.image.index.v1+json, "
			+ "application/vnd.docker.distribution.manifest.list.v2+json, "
			+ "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";

	/**
	 * Asks the registry what the tag means now.
	 * @param name as in a Dockerfile, with its registry, or {@code tar://…} for a file
	 * @return the image
	 * @throws CannotAssembleException if the registry does not say
	 * @throws InterruptedException never
	 */
	static BaseImage resolve(String name) throws InterruptedException {
		int at = name.indexOf('@');
		if (at > 0 || name.startsWith("tar://")) {
			return new BaseImage(name, name.substring(at + 1, (at > 0) ? name.length() : 0));
		}
		Matcher reference = REFERENCE.matcher(name);
		if (!reference.matches()) {
			throw new CannotAssembleException(
					"The base image's name needs its registry, as in gcr.io/distroless/cc-debian12, not: " + name);
		}
		String path = "://%s/v2/%s/manifests/%s".formatted(reference.group("registry"), reference.group("path"),
				(reference.group("tag") != null) ? reference.group("tag") : "latest");
		try {
			String digest = digest(path, reference.group("path"));
			return new BaseImage(name + "@" + digest, digest);
		}
		catch (IOException ex) {
			throw new CannotAssembleException(
					"The registry of the base image %s does not answer (%s).".formatted(name, ex));
		}
	}

	private static String digest(String path, String repository) throws IOException, InterruptedException {
		try (HttpClient client = HttpClient.newBuilder()
			.connectTimeout(Duration.ofSeconds(20))
			.followRedirects(HttpClient.Redirect.NORMAL)
			.build()) {
			HttpResponse<byte[]> answer;
			try {
				answer = client.send(manifest("https" + path).build(), BodyHandlers.ofByteArray());
			}
			catch (SSLException ex) {
				// A registry in one's own cluster; Jib refuses it unless it is allowed.
				answer = client.send(manifest("http" + path).build(), BodyHandlers.ofByteArray());
			}
			if (answer.statusCode() == 401) {
				String token = token(client, answer.headers().firstValue("WWW-Authenticate").orElse(""), repository);
				answer = client.send(manifest("https" + path).header("Authorization", "Bearer " + token).build(),
						BodyHandlers.ofByteArray());
			}
			int status = answer.statusCode();
			return answer.headers()
				.firstValue("Docker-Content-Digest")
				.orElseThrow(() -> new CannotAssembleException(
						"The base image https%s is not to be had: the registry answers %d.".formatted(path, status)));
		}
	}

	private static HttpRequest.Builder manifest(String uri) {
		return HttpRequest.newBuilder(URI.create(uri))
			.timeout(Duration.ofSeconds(30))
			.header("Accept", MANIFESTS)
			.method("HEAD", BodyPublishers.noBody());
	}

	/** What anyone gets who may read a public image. */
	private static String token(HttpClient client, String challenge, String repository)
			throws IOException, InterruptedException {
		Matcher matcher = CHALLENGE.matcher(challenge);
		if (!matcher.matches()) {
			throw new CannotAssembleException(
					"The base image's registry wants a login for %s: %s".formatted(repository, challenge));
		}
		URI uri = URI.create("%s?service=%s&scope=repository:%s:pull".formatted(matcher.group("realm"),
				matcher.group("service"), repository));
		return new JsonMapper()
			.readTree(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).body())
			.path("token")
			.asString();
	}

	/**
	 * Writes what the build's next steps read.
	 * @param file a properties file
	 * @throws IOException if it cannot be written
	 */
	void write(Path file) throws IOException {
		Files.createDirectories(file.resolveSibling("."));
		Files.writeString(file, """
				base.image.resolved=%s
				base.image.digest=%s
				base.image.architecture=%s
				""".formatted(this.name, this.digest, Platform.CURRENT.image));
	}

}
