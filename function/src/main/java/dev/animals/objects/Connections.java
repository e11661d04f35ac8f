package dev.animals.objects;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Supplier;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Opens connections to object stores, to allowed addresses only.
 */
final class Connections {

	/** Finds the addresses of a host. */
	@FunctionalInterface
	interface Resolver {

		InetAddress[] resolve(String host) throws UnknownHostException;

	}

	private final Networks networks;

	private final Resolver resolver;

	/** Reading the trusted certificates takes time, so it is not done at the start. */
	private final Supplier<SSLSocketFactory> tls;

	private final Duration timeout;

	Connections(Networks networks, Resolver resolver, Supplier<SSLSocketFactory> tls, Duration timeout) {
		this.networks = networks;
		this.resolver = resolver;
		this.tls = tls;
		this.timeout = timeout;
	}

	/**
	 * Opens a connection to the first address that answers. For HTTPS, the certificate
	 * must name the host.
	 * @param address an address with a host
	 * @return the connection
	 * @throws IOException if the host has no address or does not answer
	 * @throws RejectedException if an address of the host is private and not allowed
	 */
	Socket open(URI address) throws IOException {
		InetAddress[] found = this.resolver.resolve(address.getHost());
		for (InetAddress each : found) {
			if (!this.networks.allow(each)) {
				throw new RejectedException(Reason.PRIVATE_ADDRESS,
						"The store that dataref names has a private address, to which this service may not connect. An"
								+ " operator can allow its network in animals.objects.networks.");
			}
		}
		Socket socket = connect(found, port(address));
		try {
			return "https".equalsIgnoreCase(address.getScheme()) ? secure(socket, address) : socket;
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	private Socket connect(InetAddress[] addresses, int port) throws IOException {
		IOException failure = new UnknownHostException("The host has no address");
		int millis = (int) this.timeout.toMillis();
		for (InetAddress address : addresses) {
			Socket socket = new Socket(Proxy.NO_PROXY);
			try {
				// Leaves time for the other addresses.
				socket.connect(new InetSocketAddress(address, port), Math.ceilDiv(millis, addresses.length));
				socket.setSoTimeout(millis);
				return socket;
			}
			catch (IOException ex) {
				socket.close();
				failure = ex;
			}
		}
		throw failure;
	}

	private Socket secure(Socket socket, URI address) throws IOException {
		SSLSocket secure = (SSLSocket) this.tls.get().createSocket(socket, address.getHost(), port(address), true);
		SSLParameters parameters = secure.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		secure.setSSLParameters(parameters);
		secure.startHandshake();
		return secure;
	}

	static int port(URI address) {
		if (address.getPort() != -1) {
			return address.getPort();
		}
		return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
	}

}
