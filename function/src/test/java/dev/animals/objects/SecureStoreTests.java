package dev.animals.objects;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;
import dev.animals.testing.Command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A store with HTTPS, whose certificate names only {@code photos.example}.
 */
@Timeout(60)
class SecureStoreTests {

	private static final char[] PASSWORD = "a password for tests".toCharArray();

	private static final byte[] OBJECT = { 1, 2, 3 };

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void requiresATrustedCertificateThatNamesTheHost() throws IOException, GeneralSecurityException {
		SSLContext trusting = context();
		HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(trusting));
		try (Store store = Store.start(server, OBJECT)) {
			String origin = "https://photos.example:" + store.port();
			try (StoredObject object = stores(origin, trusting).open(URI.create(origin + "/photo"))) {
				assertThat(object.bytes().readAllBytes()).isEqualTo(OBJECT);
			}
			String other = "https://other.example:" + store.port();
			assertUnreachable(stores(other, trusting), other);
			assertUnreachable(stores(origin, SSLContext.getDefault()), origin);
			assertThat(store.requests()).hasSize(1);
		}
	}

	private static ObjectStores stores(String origin, SSLContext context) {
		return new ObjectStores(new ObjectSettings(List.of(origin), List.of("127.0.0.0/8"), Duration.ofSeconds(20)),
				(host) -> new InetAddress[] { InetAddress.ofLiteral("127.0.0.1") }, context::getSocketFactory);
	}

	private static void assertUnreachable(ObjectStores stores, String origin) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> stores.open(URI.create(origin + "/photo")))
			.satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.OBJECT_STORE_UNREACHABLE));
	}

	/**
	 * Returns a context with a new key, which also trusts the certificate of this key.
	 */
	private SSLContext context() throws IOException, GeneralSecurityException {
		Path file = this.folder.resolve("store.p12");
		Command.run(Duration.ofSeconds(30), Map.of(),
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
						"-keystore", file.toString(), "-storepass", new String(PASSWORD), "-keyalg", "EC", "-alias",
						"store", "-dname", "CN=store", "-ext", "SAN=dns:photos.example"))
			.succeeded();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			keys.load(in, PASSWORD);
		}
		KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		own.init(keys, PASSWORD);
		KeyStore certificates = KeyStore.getInstance("PKCS12");
		certificates.load(null, null);
		certificates.setCertificateEntry("store", keys.getCertificate("store"));
		TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trusted.init(certificates);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
		return context;
	}

}
