package dev.animals.traffic;

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
 * Kubernetes' API server, called with a service account's token.
 *
 * @param token a file with the token, which Kubernetes replaces about once an hour
 * @param limit for a whole answer
 */
record ApiServer(HttpClient client, URI address, Path token, Duration limit) {

	/** Of an answer: more than a thousand Services. */
	private static final long MOST_BYTES = 16 << 20;

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * The API server of the cluster that this runs in.
	 * @param serviceAccount a folder with {@code token} and {@code ca.crt}
	 */
	static ApiServer ofPod(Path serviceAccount) throws IOException {
		HttpClient client = HttpClient.newBuilder().sslContext(trusting(serviceAccount.resolve("ca.crt"))).build();
		// Prometheus gives up after 5 s.
		return new ApiServer(client, URI.create("https://kubernetes.default.svc"), serviceAccount.resolve("token"),
				Duration.ofSeconds(4));
	}

	/** Trusts the cluster's own authority and no other. */
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
			throw new IOException("No certificates: " + authorities, ex);
		}
	}

	/**
	 * Reads.
	 * @param path with its query
	 * @throws IOException if there is no answer 200 with JSON, whole and within the limit
	 */
	JsonNode get(String path) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(this.address.resolve(path))
			.header("Authorization", "Bearer " + Files.readString(this.token).strip())
			.build();
		CompletableFuture<HttpResponse<byte[]>> answering = this.client.sendAsync(request,
				BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
		try {
			// The request's own timeout would end with the answer's first byte.
			HttpResponse<byte[]> answer = answering.get(this.limit.toMillis(), TimeUnit.MILLISECONDS);
			if (answer.statusCode() != 200) {
				throw new IOException("The API server answers " + answer.statusCode() + " for " + path);
			}
			return MAPPER.readTree(answer.body());
		}
		catch (ExecutionException | JacksonException ex) {
			throw new IOException("No answer of the API server for " + path, ex);
		}
		catch (TimeoutException ex) {
			throw new IOException("No answer of the API server within " + this.limit + " for " + path, ex);
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
