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
 * The base image of the service's image. It is named by its digest because a tag can move
 * to another image.
 *
 * @param name the name with its digest, for Jib
 * @param digest the digest; empty for an image in a file
 */
record BaseImage(String name, String digest) {

	private static final Pattern REFERENCE = Pattern.compile("(?<registry>[^/]+)/(?<path>[^:@]+)(:(?<tag>[^@]+))?");

	private static final Pattern CHALLENGE = Pattern
		.compile("Bearer realm=\"(?<realm>[^\"]+)\"(,service=\"(?<service>[^\"]+)\")?.*");

	private static final String MANIFESTS = "application/vnd.oci.image.index.v1+json, "
			+ "application/vnd.docker.distribution.manifest.list.v2+json, "
			+ "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";

	/**
	 * Looks up the digest of an image in its registry.
	 * @param name the name as in a Dockerfile, with its registry, or {@code tar://…} for
	 * an image in a file
	 * @param plainHttp whether the registry may be asked by plain HTTP if it does not
	 * speak TLS
	 * @return the image
	 * @throws CannotAssembleException if the registry does not know the image
	 * @throws InterruptedException if this thread is interrupted
	 */
	static BaseImage resolve(String name, boolean plainHttp) throws InterruptedException {
		int at = name.indexOf('@');
		if (at > 0) {
			return new BaseImage(name, name.substring(at + 1));
		}
		if (name.startsWith("tar://")) {
			return new BaseImage(name, "");
		}
		Matcher reference = REFERENCE.matcher(name);
		if (!reference.matches()) {
			throw new CannotAssembleException("The name of the base image needs its registry, as in "
					+ "gcr.io/distroless/cc-debian12. The given name is %s.".formatted(name));
		}
		String tag = (reference.group("tag") != null) ? reference.group("tag") : "latest";
		String path = "://%s/v2/%s/manifests/%s".formatted(reference.group("registry"), reference.group("path"), tag);
		try {
			String digest = digest(path, reference.group("path"), plainHttp);
			return new BaseImage(name + "@" + digest, digest);
		}
		catch (SSLException ex) {
			throw new CannotAssembleException(
					"The registry of the base image %s has no valid TLS (%s). ".formatted(name, ex.getMessage())
							+ "INSECURE_REGISTRIES=true allows plain HTTP.");
		}
		catch (IOException ex) {
			throw new CannotAssembleException(
					"The registry of the base image %s does not answer (%s).".formatted(name, ex));
		}
	}

	private static String digest(String path, String repository, boolean plainHttp)
			throws IOException, InterruptedException {
		try (HttpClient client = HttpClient.newBuilder()
			.connectTimeout(Duration.ofSeconds(20))
			.followRedirects(HttpClient.Redirect.NORMAL)
			.build()) {
			HttpResponse<byte[]> answer;
			try {
				answer = client.send(manifest("https" + path).build(), BodyHandlers.ofByteArray());
			}
			catch (SSLException ex) {
				// Registries inside a cluster often use plain HTTP. An attacker in the
				// network could use it to name another base image.
				if (!plainHttp) {
					throw ex;
				}
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
						"The registry has no base image https%s: it answers with status %d.".formatted(path, status)));
		}
	}

	private static HttpRequest.Builder manifest(String uri) {
		return HttpRequest.newBuilder(URI.create(uri))
			.timeout(Duration.ofSeconds(30))
			.header("Accept", MANIFESTS)
			.method("HEAD", BodyPublishers.noBody());
	}

	/** Requests the anonymous token with which registries allow reading public images. */
	private static String token(HttpClient client, String challenge, String repository)
			throws IOException, InterruptedException {
		Matcher matcher = CHALLENGE.matcher(challenge);
		if (!matcher.matches()) {
			throw new CannotAssembleException(
					"The registry of the base image requires a login for %s: %s".formatted(repository, challenge));
		}
		URI uri = URI.create("%s?service=%s&scope=repository:%s:pull".formatted(matcher.group("realm"),
				matcher.group("service"), repository));
		return new JsonMapper()
			.readTree(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).body())
			.path("token")
			.asString();
	}

	/**
	 * Writes the properties that the next steps of the build read.
	 * @param file a properties file
	 * @throws IOException if the file cannot be written
	 */
	void write(Path file) throws IOException {
		Files.createDirectories(file.resolveSibling("."));
		Files.writeString(file, """
				base.image.resolved=%s
				base.image.digest=%s
				""".formatted(this.name, this.digest));
	}

}
