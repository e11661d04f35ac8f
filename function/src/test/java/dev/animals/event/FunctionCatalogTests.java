package dev.animals.event;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.spring.messaging.CloudEventMessageConverter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

import dev.animals.photos.Photos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract for adapters of Spring Cloud Function, for instance for messaging: the
 * function catalogue looks up the functions and composes them, and the converter of the
 * CloudEvents SDK for Spring translates between messages and CloudEvents.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "animals.model.predictors=1")
@Import(FunctionCatalogTests.Composed.class)
class FunctionCatalogTests {

	private static final MessageHeaders NO_HEADERS = new MessageHeaders(Map.of());

	private final FunctionCatalog catalog;

	private final CloudEventMessageConverter converter;

	FunctionCatalogTests(@Autowired FunctionCatalog catalog, @Autowired CloudEventMessageConverter converter) {
		this.catalog = catalog;
		this.converter = converter;
	}

	@Test
	void theCatalogueContainsBothFunctions() {
		assertThat(this.catalog.getNames(Function.class)).contains("classifyImage");
		assertThat(this.catalog.getNames(Consumer.class)).contains("recordFeedback");
	}

	/**
	 * Looks the function up as part of a composition. Otherwise the catalogue would
	 * return a message instead of an event if another test had already looked up the same
	 * name with a content type.
	 */
	@Test
	void takesAndReturnsEventsWithoutConversion() {
		Function<CloudEvent, CloudEvent> function = requireNonNull(this.catalog.lookup("classifyImage|sameEvent"));
		assertThat(function.apply(FunctionFixture.koala().build()).getType()).isEqualTo(EventTypes.CLASSIFIED);
	}

	@Test
	void composesTheFunctionWithOtherFunctions() {
		Function<CloudEvent, String> function = requireNonNull(this.catalog.lookup("classifyImage|typeOf"));
		assertThat(function.apply(FunctionFixture.koala().build())).isEqualTo(EventTypes.CLASSIFIED);
	}

	@Test
	void readsAnEventFromTheHeadersOfAMessage() {
		Message<byte[]> reply = classifyImage().apply(MessageBuilder.withPayload(Photos.koala())
			.setHeader("ce-specversion", "1.0")
			.setHeader("ce-id", "photo-1")
			.setHeader("ce-source", "/camera/7")
			.setHeader("ce-type", "com.example.photo")
			.setHeader("contentType", "image/jpeg")
			.build());
		assertThat(reply.getHeaders()).containsEntry("ce-type", EventTypes.CLASSIFIED)
			.containsEntry("ce-causationid", "photo-1");
		assertThat(new JsonMapper().readTree(reply.getPayload()).at("/top/0/label").asString()).isEqualTo("koala");
	}

	@Test
	void theConverterWritesARequestThatTheFunctionReads() {
		CloudEvent reply = classify(FunctionFixture.koala().withSubject("zoo").build());
		assertThat(reply.getType()).isEqualTo(EventTypes.CLASSIFIED);
		assertThat(reply.getSource()).hasToString("/animals");
		assertThat(reply.getSubject()).isEqualTo("zoo");
		assertThat(reply.getExtension("causationid")).isEqualTo("photo-1");
	}

	@Test
	void theConverterReadsTheReplyOfTheFunction() {
		CloudEvent reply = classify(FunctionFixture.koala().build());
		assertThat(reply.getId()).isEqualTo(Replies.id(FunctionFixture.koala().build()));
		assertThat(reply.getTime()).isNotNull();
		assertThat(json(reply).at("/top/0/label").asString()).isEqualTo("koala");
		assertThat(json(reply).get("id").asString()).isEqualTo(reply.getId());
	}

	@Test
	void aRejectedMessageIsAnsweredWithAProblem() {
		CloudEvent reply = classify(FunctionFixture.with("image/jpeg", "no photo".getBytes(StandardCharsets.UTF_8)));
		assertThat(reply.getType()).isEqualTo(EventTypes.REJECTED);
		assertThat(json(reply).get("type").asString()).isEqualTo("urn:animals:problem:not-an-image");
	}

	@Test
	void aMessageCarriesFeedback() {
		CloudEvent answer = classify(FunctionFixture.koala().build());
		byte[] feedback = new JsonMapper()
			.writeValueAsBytes(Map.of("prediction", json(answer).get("prediction").asString(), "label", "koala"));
		Consumer<Message<byte[]>> recordFeedback = requireNonNull(this.catalog.lookup("recordFeedback"));
		recordFeedback
			.accept(message(CloudEventBuilder.v1(answer).withType("feedback").withData("application/json", feedback)));
	}

	private CloudEvent classify(CloudEvent request) {
		Message<byte[]> reply = classifyImage().apply(message(CloudEventBuilder.v1(request)));
		return (CloudEvent) requireNonNull(this.converter.fromMessage(reply, CloudEvent.class));
	}

	@SuppressWarnings("unchecked")
	private Message<byte[]> message(CloudEventBuilder event) {
		return (Message<byte[]>) requireNonNull(this.converter.toMessage(event.build(), NO_HEADERS));
	}

	/** Adapters name the content type of the reply when they look up a function. */
	private Function<Message<byte[]>, Message<byte[]>> classifyImage() {
		return requireNonNull(this.catalog.lookup("classifyImage", "application/json"));
	}

	private static JsonNode json(CloudEvent event) {
		return new JsonMapper().readTree(requireNonNull(event.getData()).toBytes());
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Composed {

		@Bean
		Function<CloudEvent, CloudEvent> sameEvent() {
			return (event) -> event;
		}

		@Bean
		Function<CloudEvent, String> typeOf() {
			return CloudEvent::getType;
		}

	}

}
