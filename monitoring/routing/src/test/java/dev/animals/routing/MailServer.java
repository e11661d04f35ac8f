package dev.animals.routing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server that accepts only encrypted connections from a known user, as most do.
 */
final class MailServer implements AutoCloseable {

	static final String USER = "animals";

	static final String PASSWORD = "correct horse";

	private final List<Mail> mails = new CopyOnWriteArrayList<>();

	private final SMTPServer server;

	/** A received mail. */
	record Mail(String from, String to, String text) {
	}

	/**
	 * Starts the server.
	 * @param folder the folder in which it stores its certificate, {@code mail.crt}
	 */
	MailServer(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
		this.server = SMTPServer.port(0)
			.bindAddress(InetAddress.getLoopbackAddress())
			.startTlsSocketFactory(certified(folder))
			.requireTLS()
			.authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
				if (!user.equals(USER) || !password.equals(PASSWORD)) {
					throw new LoginFailedException();
				}
			}))
			.requireAuth()
			.messageHandler((context, from, to, data) -> this.mails
				.add(new Mail(from, to, new String(data, StandardCharsets.UTF_8))))
			.build();
		this.server.start();
	}

	private static SSLContext certified(Path folder)
			throws IOException, GeneralSecurityException, InterruptedException {
		Path keys = folder.resolve("mail.p12");
		String[] store = { "-alias", "mail", "-keystore", keys.toString(), "-storepass", PASSWORD };
		keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=mail", "-ext", "san=dns:localhost");
		keytool(store, "-exportcert", "-rfc", "-file", folder.resolve("mail.crt").toString());
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(keys)) {
			keyStore.load(in, PASSWORD.toCharArray());
		}
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(keyStore, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(factory.getKeyManagers(), null, null);
		return context;
	}

	private static void keytool(String[] store, String... arguments) throws IOException, InterruptedException {
		ProcessBuilder keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/keytool").toString());
		keytool.command().addAll(List.of(arguments));
		keytool.command().addAll(List.of(store));
		if (keytool.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() != 0) {
			throw new IllegalStateException(keytool.command() + " failed");
		}
	}

	String address() {
		return "localhost:" + this.server.getPortAllocated();
	}

	List<Mail> mails() {
		return this.mails;
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
