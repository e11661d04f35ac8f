package dev.animals.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import dev.animals.access.Callers;
import dev.animals.classification.Classifier;
import dev.animals.event.Rejections;
import dev.animals.event.Stages;
import dev.animals.inference.RequestReader;
import dev.animals.model.ModelFolder;
import dev.animals.model.ModelSettings;
import dev.animals.objects.ObjectSettings;
import dev.animals.objects.ObjectStores;

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
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemsOfTomcat(JsonMapper mapper) {
		return (factory) -> factory.addContextCustomizers(
				(context) -> context.getParent().getPipeline().addValve(new UnreadableRequests(mapper)));
	}

	/**
	 * Makes Tomcat answer {@code Expect: 100-continue} only when the service reads the
	 * body. By default Tomcat tells the sender to continue before the service has
	 * compared the announced length with the limit.
	 */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> permissionToContinue() {
		return (factory) -> factory.addProtocolHandlerCustomizers((protocol) -> {
			if (protocol instanceof AbstractHttp11Protocol<?> http) {
				http.setContinueResponseTiming("onRead");
			}
		});
	}

	@Bean
	LogLevels logLevels(LoggingSystem system, LoggerGroups groups) {
		return new LogLevels(system, groups);
	}

	/**
	 * Checks callers before their requests are handled, but not again when an error is
	 * answered. The management port has a path for errors as well.
	 */
	@Bean
	WebMvcConfigurer callerCheck(Callers callers, RequestBodies bodies) {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new CallerCheck(callers, bodies)).excludePathPatterns("/error");
			}

		};
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
	ReferencedPhotos referencedPhotos(ObjectSettings settings, RequestBodies bodies, Stages stages) {
		return new ReferencedPhotos(new ObjectStores(settings), bodies, stages);
	}

	@Bean
	RequestReader requestReader(JsonMapper mapper, HttpSettings settings) {
		return new RequestReader(mapper, settings.batch());
	}

	@Bean
	ServedModel servedModel(ModelFolder folder, HttpSettings settings) {
		return new ServedModel(folder, settings.batch());
	}

	@Bean
	InferenceOutputs inferenceOutputs(ModelFolder folder, Classifier classifier) {
		return new InferenceOutputs(folder.labels(), classifier);
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
