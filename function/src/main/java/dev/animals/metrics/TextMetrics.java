package dev.animals.metrics;

import java.util.Properties;
import java.util.Set;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

/**
 * Answers Prometheus in the text format even if Prometheus prefers protobuf, which it
 * does when it collects native histograms. The service does not contain the library for
 * protobuf, so the endpoint of Spring Boot would fail.
 */
@WebEndpoint(id = "prometheus")
public class TextMetrics extends PrometheusScrapeEndpoint {

	/**
	 * Creates the endpoint.
	 * @param registry the metrics to export
	 */
	public TextMetrics(PrometheusRegistry registry) {
		super(registry, new Properties());
	}

	@Override
	@ReadOperation(producesFrom = PrometheusOutputFormat.class)
	public WebEndpointResponse<byte[]> scrape(PrometheusOutputFormat format, @Nullable Set<String> includedNames) {
		boolean isText = format != PrometheusOutputFormat.CONTENT_TYPE_PROTOBUF;
		return super.scrape(isText ? format : PrometheusOutputFormat.CONTENT_TYPE_OPENMETRICS_100, includedNames);
	}

}
