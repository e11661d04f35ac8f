package dev.animals.e2e.issuer;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Answers every HTTPS request with the content of a file. It runs in an image of the
 * service, whose Java runtime has no HTTP server of its own.
 */
public final class KeyServer {

	/** The port on which the server listens. */
	public static final int PORT = 8443;

	/** The password of the key store, which the test creates. */
	public static final String PASSWORD = "changeit";

	private KeyServer() {
	}

	/**
	 * Serves a file until the process is stopped.
	 * @param args the key store with the server's certificate, and the file
	 * @throws IOException if the port is in use
	 * @throws GeneralSecurityException if the key store cannot be read
	 */
	public static void main(String[] args) throws IOException, GeneralSecurityException {
		Path file = Path.of(args[1]);
		try (ServerSocket server = context(new File(args[0])).getServerSocketFactory().createServerSocket(PORT)) {
			while (true) {
				try (Socket client = server.accept()) {
					client.setSoTimeout(1000);
					answer(client, Files.readAllBytes(file));
				}
				catch (IOException ex) {
					// The readiness probe connects without a handshake.
					System.out.println(ex);
				}
			}
		}
	}

	private static SSLContext context(File store) throws IOException, GeneralSecurityException {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(KeyStore.getInstance(store, PASSWORD.toCharArray()), PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		return context;
	}

	private static void answer(Socket client, byte[] body) throws IOException {
		// The request is not read, because every request gets the same answer.
		if (client.getInputStream().read() < 0) {
			return;
		}
		OutputStream out = client.getOutputStream();
		out.write("HTTP/1.1 200 OK\r\nContent-Type: application/jwk-set+json\r\nContent-Length: %d\r\n\r\n"
			.formatted(body.length)
			.getBytes(StandardCharsets.US_ASCII));
		out.write(body);
		out.flush();
	}

}
