package dev.animals.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.animals.event.Rejections;
import dev.animals.model.ModelSettings;

/**
 * Creates the parts of the HTTP interface.
 */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

	@Bean
	RequestBodies requestBodies(HttpSettings settings) {
		return new RequestBodies(settings);
	}

	@Bean
	CrossOriginFilter crossOriginFilter(HttpSettings settings) {
		return new CrossOriginFilter(settings.origins());
	}

	@Bean
	PlainPhotos plainPhotos(JsonMapper mapper) {
		return new PlainPhotos(mapper);
	}

	@Bean
	RequestEvents requestEvents(JsonMapper mapper) {
		return new RequestEvents(mapper);
	}

	@Bean
	PredictionPool predictionPool(ModelSettings model, HttpSettings settings, ObservationRegistry observations,
			MeterRegistry registry) {
		return new PredictionPool(model.predictors(), settings.queue(), observations, registry);
	}

	@Bean
	Responses responses(Rejections rejections, JsonMapper mapper) {
		return new Responses(rejections, mapper);
	}

}
