package dev.animals.objects;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.net.ssl.SSLSocketFactory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * The object stores that the service may call, by HTTP or HTTPS.
 * <p>
 * The JDK's HTTP client would resolve the name of a store again after its addresses were
 * checked, and a name can point to another address by then (DNS rebinding). This class
 * therefore connects to the checked addresses itself. It sends no credentials, follows no
 * redirects and uses no proxy.
 */
public final class ObjectStores {

	private static final Logger logger = LoggerFactory.getLogger(ObjectStores.class);

	private final Set<String> origins;

	private final Connections connections;

	private final Duration timeout;

	/**
	 * Creates the stores. It connects to none yet.
	 * @param settings which stores may be called
	 */
	public ObjectStores(ObjectSettings settings) {
		this(settings, InetAddress::getAllByName, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
	}

	ObjectStores(ObjectSettings settings, Connections.Resolver resolver, Supplier<SSLSocketFactory> tls) {
		this.origins = settings.origins()
			.stream()
			.map((origin) -> origin(URI.create(origin)))
			.collect(Collectors.toSet());
		this.connections = new Connections(new Networks(settings.networks()), resolver, tls, settings.timeout());
		this.timeout = settings.timeout();
	}

	/**
	 * Requests an object.
	 * @param reference the address of the object, which may contain a signature
	 * @return the object; close it after reading
	 * @throws RejectedException if the store may not be called, cannot be reached, or
	 * does not return the object
	 */
	public StoredObject open(URI reference) {
		URI address = URI.create(reference.toASCIIString());
		if (address.getHost() == null || address.getRawUserInfo() != null) {
			throw new RejectedException(Reason.MALFORMED_EVENT,
					"The dataref of the CloudEvent is not the https:// address of an object.");
		}
		if (!this.origins.contains(origin(address))) {
			throw new RejectedException(Reason.OBJECT_NOT_ALLOWED,
					"This service may not fetch photos from the store that dataref names. Send the photo as the data of"
							+ " the event, or ask the operator to add the store to animals.objects.origins.");
		}
		FutureTask<StoredObject> request = new FutureTask<>(() -> request(address));
		Thread.startVirtualThread(request);
		try {
			return request.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			// The interrupt closes the connection, because the thread is virtual.
			request.cancel(true);
			throw unreachable(ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RejectedException rejected) {
				throw rejected;
			}
			if (ex.getCause() instanceof IOException lost) {
				throw unreachable(lost);
			}
			throw new IllegalStateException("The request for an object failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for an object", ex);
		}
	}

	/**
	 * Rejects a request because the connection to the store failed.
	 * @param cause the failure, which is logged
	 * @return the rejection
	 */
	public static RejectedException unreachable(Exception cause) {
		logger.warn("An object cannot be fetched: {}", cause.toString());
		return new RejectedException(Reason.OBJECT_STORE_UNREACHABLE,
				"The object store cannot be reached, or it does not answer in time. Try again.");
	}

	private StoredObject request(URI address) throws IOException {
		Socket socket = this.connections.open(address);
		try {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			socket.getOutputStream().write(head(address).getBytes(StandardCharsets.US_ASCII));
			ResponseHead head = ResponseHead.read(in);
			requireSuccess(head.status());
			if (head.length() < 0) {
				throw new RejectedException(Reason.OBJECT_UNREADABLE,
						"The object store compressed the object or did not announce its length. Store the photo as an"
								+ " ordinary object without a Content-Encoding.");
			}
			return new StoredObject(in, head.length(), socket);
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	private static String head(URI address) {
		String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
		String query = (address.getRawQuery() != null) ? "?" + address.getRawQuery() : "";
		return """
				GET %s HTTP/1.1
				Host: %s
				Accept: */*
				Accept-Encoding: identity
				User-Agent: animals
				Connection: close

				""".formatted(path + query, address.getRawAuthority()).replace("\n", "\r\n");
	}

	private static void requireSuccess(int status) throws IOException {
		if (status == 429 || status >= 500) {
			throw new IOException("The object store answered " + status);
		}
		if (status != 200) {
			throw new RejectedException(Reason.OBJECT_UNREADABLE,
					("The object store answered with the status %d instead of the object. Check that dataref is the"
							+ " object's own address, and that its signature has not expired.")
						.formatted(status));
		}
	}

	private static String origin(URI address) {
		return "%s://%s:%d".formatted(address.getScheme(), address.getHost(), Connections.port(address))
			.toLowerCase(Locale.ROOT);
	}

}
