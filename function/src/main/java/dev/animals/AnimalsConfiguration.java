package dev.animals;

import java.time.Clock;
import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingProperties;
import org.springframework.cloud.function.json.JacksonMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.animals.classification.Classifier;
import dev.animals.event.ClassifyImage;
import dev.animals.event.RecordFeedback;
import dev.animals.event.Refusals;
import dev.animals.event.Replies;
import dev.animals.feedback.FeedbackSettings;
import dev.animals.feedback.PredictionTokens;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.metrics.PredictionMetrics;
import dev.animals.metrics.Stages;
import dev.animals.model.AnimalModel;
import dev.animals.model.ModelFolder;
import dev.animals.model.ModelLoading;

/**
 * The parts of the service and what each is made of; HTTP's own are in {@code http}.
 */
@Configuration(proxyBeanMethods = false)
class AnimalsConfiguration {

	@Bean
	ModelFolder modelFolder(ModelLoading loading) {
		return loading.folder();
	}

	/** The service is ready after it. */
	@Bean
	ApplicationRunner warmUp(ModelLoading loading) {
		return (arguments) -> loading.awaitWarmUp();
	}

	@Bean
	ImageDecoder imageDecoder(ImageLimits limits) {
		return new ImageDecoder(limits);
	}

	@Bean
	Classifier classifier(ModelFolder folder) {
		return new Classifier(folder.labels(), folder.calibration().calibration());
	}

	@Bean
	PredictionTokens predictionTokens(FeedbackSettings settings) {
		return new PredictionTokens(settings, Clock.systemUTC());
	}

	@Bean
	PredictionMetrics predictionMetrics(MeterRegistry registry, PrometheusRegistry prometheus, ModelFolder folder) {
		return new PredictionMetrics(registry, prometheus, folder);
	}

	@Bean
	Stages stages(MeterRegistry registry, Tracer tracer) {
		return new Stages(registry, tracer);
	}

	/**
	 * In the place of the framework's, whose condition ahead-of-time processing would
	 * decide for good: the image is built without an address.
	 * @return null, which is no bean, where there is no address
	 */
	@Bean
	@Nullable OtlpHttpSpanExporter otlpHttpSpanExporter(OtlpTracingProperties settings) {
		if (settings.getEndpoint() == null) {
			return null;
		}
		OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
			.setEndpoint(settings.getEndpoint())
			.setTimeout(settings.getTimeout())
			.setConnectTimeout(settings.getConnectTimeout())
			.setCompression(settings.getCompression().name().toLowerCase(Locale.ROOT));
		settings.getHeaders().forEach(exporter::addHeader);
		return exporter.build();
	}

	/**
	 * In the place of the framework's, which loads Joda-Time at each start; its classes
	 * are too old for the image's ahead-of-time cache.
	 */
	@Bean
	org.springframework.cloud.function.json.JsonMapper functionsJson(JsonMapper mapper) {
		return new JacksonMapper(mapper);
	}

	@Bean
	Refusals refusals(PredictionMetrics metrics) {
		return new Refusals(metrics);
	}

	@Bean
	ClassifyImage classifyImage(ImageDecoder decoder, AnimalModel model, ModelFolder folder, Classifier classifier,
			PredictionTokens tokens, Stages stages, PredictionMetrics metrics, Refusals refusals, JsonMapper mapper) {
		return new ClassifyImage(decoder, model, folder.description(), classifier, tokens, stages, metrics, refusals,
				new Replies(mapper, Clock.systemUTC()));
	}

	@Bean
	RecordFeedback recordFeedback(ModelFolder folder, PredictionTokens tokens, PredictionMetrics metrics,
			Refusals refusals, JsonMapper mapper) {
		return new RecordFeedback(folder.labels(), tokens, metrics, refusals, mapper);
	}

}
