package dev.animals.release.export;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ApiServerTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@SuppressWarnings("NullAway.Init")
	private HttpsServer server;

	@BeforeEach
	void start() throws Exception {
		authority("ours");
		authority("others");
		Files.writeString(this.folder.resolve("token"), "token");
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(this.folder.resolve("ours.p12"))) {
			keys.load(in, "changeit".toCharArray());
		}
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(keys, "changeit".toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(factory.getKeyManagers(), null, null);
		this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setHttpsConfigurator(new HttpsConfigurator(context));
		this.server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 2);
			exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void trustsTheAuthorityOfTheCluster() throws IOException {
		assertThat(apiServer("ours.crt").get("/").isObject()).isTrue();
	}

	@Test
	void trustsNoOtherAuthority() throws IOException {
		ApiServer apiServer = apiServer("others.crt");

		assertThatThrownBy(() -> apiServer.get("/")).hasRootCauseInstanceOf(Exception.class)
			.cause()
			.hasCauseInstanceOf(SSLHandshakeException.class);
	}

	private ApiServer apiServer(String authority) throws IOException {
		HttpClient client = HttpClient.newBuilder()
			.sslContext(ApiServer.trusting(this.folder.resolve(authority)))
			.build();
		return new ApiServer(client, URI.create("https://localhost:" + this.server.getAddress().getPort()),
				this.folder.resolve("token"), Duration.ofMinutes(1));
	}

	/** Creates a key and a self-signed certificate for {@code localhost}. */
	private void authority(String name) throws IOException, InterruptedException {
		keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=dns:localhost",
				"-keystore", this.folder.resolve(name + ".p12").toString(), "-storepass", "changeit");
		keytool("-exportcert", "-rfc", "-alias", name, "-file", this.folder.resolve(name + ".crt").toString(),
				"-keystore", this.folder.resolve(name + ".p12").toString(), "-storepass", "changeit");
	}

	private static void keytool(String... arguments) throws IOException, InterruptedException {
		ProcessBuilder keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/keytool").toString());
		keytool.command().addAll(List.of(arguments));
		assertThat(keytool.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor())
			.isZero();
	}

}
