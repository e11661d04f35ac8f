package dev.animals.release.command;

import java.net.URI;
import java.util.Optional;

import picocli.CommandLine.Option;

/** The options of commands that query Prometheus. */
final class PrometheusOptions {

	@Option(names = "--prometheus-url", defaultValue = "${env:PROMETHEUS_URL:-}", paramLabel = "URL",
			description = "Address of Prometheus (PROMETHEUS_URL, default through the API server).")
	private String url = "";

	@Option(names = "--prometheus-service", defaultValue = "${env:PROMETHEUS_SERVICE:-}",
			paramLabel = "NAMESPACE/NAME:PORT", description = "Service of Prometheus (PROMETHEUS_SERVICE).")
	private String service = "";

	/**
	 * Returns the address, if one was named.
	 * @throws CommandException if it is invalid
	 */
	Optional<URI> url() {
		return Options.given(this.url).map(Input.URL::check).map(URI::create);
	}

	/**
	 * Returns the Service, if one was named.
	 * @throws CommandException if its name is invalid
	 */
	Optional<String> service() {
		return Options.given(this.service).map(Input.PROMETHEUS_SERVICE::check);
	}

}
