package dev.animals.release.gateway;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

/**
 * Builds requests to the service. If DNS does not resolve its name, they go to the
 * gateway and name the service in their Host header.
 *
 * @param service the service's address
 * @param ingress host and port of the gateway to call instead; ignored if the address is
 * an IP address or localhost, because a gateway distinguishes services by name
 */
public record Gateway(URI service, Optional<String> ingress) {

	/** Ignores the gateway if the address is an IP address or localhost. */
	public Gateway {
		if (service.getHost().matches("localhost|[0-9.]+|\\[.*]")) {
			ingress = Optional.empty();
		}
	}

	/**
	 * Creates a client that expects the service's certificate, even if it connects to the
	 * gateway.
	 */
	public HttpClient client(Duration timeout) {
		HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(timeout);
		if (this.ingress.isPresent() && this.service.getScheme().equals("https")) {
			SSLParameters parameters = new SSLParameters();
			parameters.setServerNames(List.of(new SNIHostName(this.service.getHost())));
			client.sslParameters(parameters);
		}
		return client.build();
	}

	/**
	 * Starts a request, with the key in the environment variable {@code API_KEY} if there
	 * is one. Java sends the header Host only with the property
	 * {@code jdk.httpclient.allowRestrictedHeaders=host}, which {@code Main} sets.
	 */
	public HttpRequest.Builder request(String path) {
		return withKey(withoutKey(path), System.getenv());
	}

	static HttpRequest.Builder withKey(HttpRequest.Builder request, Map<String, String> environment) {
		String key = environment.getOrDefault("API_KEY", "");
		return key.isEmpty() ? request : request.header("X-API-Key", key);
	}

	private HttpRequest.Builder withoutKey(String path) {
		if (this.ingress.isEmpty()) {
			return HttpRequest.newBuilder(URI.create(this.service.toString().replaceFirst("/$", "") + path));
		}
		return HttpRequest
			.newBuilder(URI.create("%s://%s%s".formatted(this.service.getScheme(), numeric(this.ingress.get()), path)))
			.header("Host", this.service.getAuthority());
	}

	/**
	 * Returns the numeric address of the gateway, because Java requests the certificate
	 * of another name only from a host that is given by its address.
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
