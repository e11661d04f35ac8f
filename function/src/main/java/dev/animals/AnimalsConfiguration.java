package dev.animals;

import java.time.Clock;
import java.util.Locale;
import java.util.Random;

import io.cloudevents.spring.messaging.CloudEventMessageConverter;
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
import org.springframework.core.env.Environment;

import dev.animals.access.AccessSettings;
import dev.animals.access.Callers;
import dev.animals.classification.Classifier;
import dev.animals.event.Answers;
import dev.animals.event.ClassifyImage;
import dev.animals.event.ExplainImage;
import dev.animals.event.InferPhotos;
import dev.animals.event.RecordFeedback;
import dev.animals.event.Rejections;
import dev.animals.event.Replies;
import dev.animals.event.Stages;
import dev.animals.feedback.FairSample;
import dev.animals.feedback.FeedbackSettings;
import dev.animals.feedback.PredictionTokens;
import dev.animals.hardexamples.HardExampleSettings;
import dev.animals.hardexamples.HardExamples;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.metrics.PredictionMetrics;
import dev.animals.metrics.TextMetrics;
import dev.animals.model.AnimalModel;
import dev.animals.model.ModelFolder;
import dev.animals.model.ModelLoading;
import dev.animals.vocabulary.Vocabulary;

/**
 * Creates the parts of the service. The package {@code http} creates its own parts.
 */
@Configuration(proxyBeanMethods = false)
class AnimalsConfiguration {

	@Bean
	ModelFolder modelFolder(ModelLoading loading) {
		return loading.folder();
	}

	/** Delays readiness until the model is warmed up. */
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
	Callers callers(AccessSettings settings, MeterRegistry registry) {
		return new Callers(settings, Clock.systemUTC(), registry);
	}

	@Bean
	PredictionTokens predictionTokens(FeedbackSettings settings, Environment environment) {
		// Knative sets K_REVISION.
		return new PredictionTokens(settings, Clock.systemUTC(), environment.getProperty("K_REVISION", ""));
	}

	@Bean
	FairSample fairSample(FeedbackSettings settings) {
		return new FairSample(settings, new Random());
	}

	@Bean
	PredictionMetrics predictionMetrics(MeterRegistry registry, PrometheusRegistry prometheus, ModelFolder folder) {
		return new PredictionMetrics(registry, prometheus, folder);
	}

	@Bean
	TextMetrics textMetrics(PrometheusRegistry registry) {
		return new TextMetrics(registry);
	}

	@Bean
	Stages stages(MeterRegistry registry, Tracer tracer) {
		return new Stages(registry, tracer);
	}

	/**
	 * Replaces the exporter of Spring Boot, which exists only if an endpoint is set.
	 * Ahead-of-time processing evaluates that condition when the container image is
	 * built, and at that time no endpoint is set.
	 * @return the exporter; null, and so no bean, if no endpoint is set
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
	 * Replaces the mapper of Spring Cloud Function, which loads Joda-Time at every start.
	 * The class files of Joda-Time are too old for the ahead-of-time cache of the
	 * container image.
	 */
	@Bean
	org.springframework.cloud.function.json.JsonMapper functionsJson(JsonMapper mapper) {
		return new JacksonMapper(mapper);
	}

	@Bean
	Rejections rejections(PredictionMetrics metrics) {
		return new Rejections(metrics);
	}

	@Bean
	Replies replies(Rejections rejections, JsonMapper mapper) {
		return new Replies(rejections, mapper, Clock.systemUTC());
	}

	/**
	 * Translates between messages and CloudEvents when another adapter of Spring Cloud
	 * Function calls the functions.
	 */
	@Bean
	CloudEventMessageConverter cloudEventMessageConverter() {
		return new CloudEventMessageConverter();
	}

	@Bean
	HardExamples hardExamples(HardExampleSettings settings, MeterRegistry registry) {
		return new HardExamples(settings, Clock.systemUTC(), registry);
	}

	@Bean
	Answers answers(ModelFolder folder, PredictionTokens tokens, FairSample fairSample, PredictionMetrics metrics,
			HardExamples hardExamples) {
		return new Answers(folder, tokens, fairSample, metrics, hardExamples);
	}

	@Bean
	ClassifyImage classifyImage(ImageDecoder decoder, AnimalModel model, ModelFolder folder, Classifier classifier,
			Answers answers, Stages stages, PredictionMetrics metrics, Replies replies) {
		return new ClassifyImage(decoder, model, folder, classifier, answers, stages, metrics, replies);
	}

	@Bean
	ExplainImage explainImage(ImageDecoder decoder, AnimalModel model, ModelFolder folder, Classifier classifier,
			Vocabulary vocabulary, Stages stages) {
		return new ExplainImage(decoder, model, folder, classifier, vocabulary, stages);
	}

	@Bean
	InferPhotos inferPhotos(ClassifyImage classifyImage, Answers answers, Stages stages, PredictionMetrics metrics) {
		return new InferPhotos(classifyImage, answers, stages, metrics);
	}

	@Bean
	Vocabulary vocabulary(ModelFolder folder) {
		return Vocabulary.of(folder.labels(), folder.description().subject());
	}

	@Bean
	RecordFeedback recordFeedback(Vocabulary vocabulary, PredictionTokens tokens, PredictionMetrics metrics,
			Rejections rejections, JsonMapper mapper) {
		return new RecordFeedback(vocabulary, tokens, metrics, rejections, mapper);
	}

}
