package dev.animals.release.export;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls Kubernetes' API server with the token of a service account.
 *
 * @param token the file with the token, which Kubernetes replaces about once an hour
 * @param limit the longest time for a whole answer
 */
record ApiServer(HttpClient client, URI address, Path token, Duration limit) {

	/** The longest answer, enough for more than a thousand Services. */
	private static final long MOST_BYTES = 16 << 20;

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * Returns the API server of the cluster in which this pod runs.
	 * @param serviceAccount the folder with {@code token} and {@code ca.crt}
	 */
	static ApiServer ofPod(Path serviceAccount) throws IOException {
		HttpClient client = HttpClient.newBuilder().sslContext(trusting(serviceAccount.resolve("ca.crt"))).build();
		// The limit is shorter than Prometheus' scrape timeout of 5 s.
		return new ApiServer(client, URI.create("https://kubernetes.default.svc"), serviceAccount.resolve("token"),
				Duration.ofSeconds(4));
	}

	/** Returns a context that trusts only the cluster's own certificate authority. */
	static SSLContext trusting(Path authorities) throws IOException {
		try (InputStream in = Files.newInputStream(authorities)) {
			KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
			trusted.load(null, null);
			for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
				trusted.setCertificateEntry("authority-" + trusted.size(), authority);
			}
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IOException("The file " + authorities + " has no valid certificates", ex);
		}
	}

	/**
	 * Reads JSON from a path, which may have a query.
	 * @throws IOException unless the whole answer arrives within the limit, has status
	 * 200 and is JSON
	 */
	JsonNode get(String path) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(this.address.resolve(path))
			.header("Authorization", "Bearer " + Files.readString(this.token).strip())
			.build();
		CompletableFuture<HttpResponse<byte[]>> answering = this.client.sendAsync(request,
				BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
		try {
			// HttpRequest's own timeout does not cover the answer's body.
			HttpResponse<byte[]> answer = answering.get(this.limit.toMillis(), TimeUnit.MILLISECONDS);
			if (answer.statusCode() != 200) {
				throw new IOException("The API server answered " + path + " with status " + answer.statusCode());
			}
			return MAPPER.readTree(answer.body());
		}
		catch (ExecutionException | JacksonException ex) {
			throw new IOException("The API server did not answer " + path + " with JSON", ex);
		}
		catch (TimeoutException ex) {
			throw new IOException("The API server did not answer " + path + " within " + this.limit, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
		finally {
			answering.cancel(true);
		}
	}

}
