package dev.animals.release.command;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

/**
 * Requests to the service by its own name, through a gateway where no DNS knows it.
 *
 * @param service the service's address
 * @param ingress the gateway's host and port, which are called instead; ignored for an IP
 * address and for localhost, because gateways know names only
 */
record Gateway(URI service, Optional<String> ingress) {

	Gateway {
		if (service.getHost().matches("localhost|[0-9.]+|\\[.*]")) {
			ingress = Optional.empty();
		}
	}

	/** Makes a client that expects the service's certificate, also from the gateway. */
	HttpClient client(Duration timeout) {
		HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(timeout);
		if (this.ingress.isPresent() && this.service.getScheme().equals("https")) {
			SSLParameters parameters = new SSLParameters();
			parameters.setServerNames(List.of(new SNIHostName(this.service.getHost())));
			client.sslParameters(parameters);
		}
		return client.build();
	}

	/**
	 * Starts a request. Java sends the header Host only with the property
	 * {@code jdk.httpclient.allowRestrictedHeaders=host}, which {@code Main} sets.
	 */
	HttpRequest.Builder request(String path) {
		if (this.ingress.isEmpty()) {
			return HttpRequest.newBuilder(URI.create(this.service.toString().replaceFirst("/$", "") + path));
		}
		return HttpRequest
			.newBuilder(URI.create("%s://%s%s".formatted(this.service.getScheme(), numeric(this.ingress.get()), path)))
			.header("Host", this.service.getAuthority());
	}

	/**
	 * Java asks a gateway for the certificate of another name only if it has no name
	 * itself.
	 */
	private static String numeric(String address) {
		int colon = address.lastIndexOf(':');
		try {
			String host = InetAddress.getByName(address.substring(0, colon)).getHostAddress();
			return (host.contains(":") ? "[" + host + "]" : host) + address.substring(colon);
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

}
