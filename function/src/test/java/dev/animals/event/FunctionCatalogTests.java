package dev.animals.event;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.cloudevents.CloudEvent;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import dev.animals.photos.Photos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The functions as other adapters of Spring Cloud Function (messaging, for instance) call
 * them, with CloudEvents' own converter for Spring.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "animals.model.predictors=1")
@Import(FunctionCatalogTests.Composed.class)
class FunctionCatalogTests {

	private final FunctionCatalog catalog;

	FunctionCatalogTests(@Autowired FunctionCatalog catalog) {
		this.catalog = catalog;
	}

	@Test
	void findsTheFunctionByItsName() {
		Function<CloudEvent, CloudEvent> function = requireNonNull(this.catalog.lookup("classifyImage"));
		assertThat(function.apply(FunctionFixture.koala().build()).getType()).isEqualTo(EventTypes.CLASSIFIED);
	}

	@Test
	void composesWithOtherFunctions() {
		Function<CloudEvent, String> function = requireNonNull(this.catalog.lookup("classifyImage|typeOf"));
		assertThat(function.apply(FunctionFixture.koala().build())).isEqualTo(EventTypes.CLASSIFIED);
	}

	@Test
	void readsAndWritesEventsAsMessages() {
		Function<Message<byte[]>, Message<byte[]>> function = requireNonNull(
				this.catalog.lookup("classifyImage", "application/json"));
		Message<byte[]> reply = function.apply(message("image/jpeg", Photos.koala()));
		assertThat(reply.getHeaders()).containsEntry("ce-type", EventTypes.CLASSIFIED)
			.containsEntry("ce-causationid", "photo-1");
		assertThat(new JsonMapper().readTree(reply.getPayload()).at("/top/0/label").asString()).isEqualTo("koala");
	}

	@Test
	void takesFeedbackAsAMessage() {
		Function<Message<byte[]>, Message<byte[]>> classify = requireNonNull(
				this.catalog.lookup("classifyImage", "application/json"));
		String token = new JsonMapper().readTree(classify.apply(message("image/jpeg", Photos.koala())).getPayload())
			.get("prediction")
			.asString();
		Consumer<Message<byte[]>> feedback = requireNonNull(this.catalog.lookup("recordFeedback"));
		feedback.accept(message("application/json",
				new JsonMapper().writeValueAsString(Map.of("prediction", token, "label", "koala"))
					.getBytes(StandardCharsets.UTF_8)));
	}

	private static Message<byte[]> message(String type, byte[] data) {
		return MessageBuilder.withPayload(data)
			.setHeader("ce-specversion", "1.0")
			.setHeader("ce-id", "photo-1")
			.setHeader("ce-source", "/camera/7")
			.setHeader("ce-type", "com.example.photo")
			.setHeader("contentType", type)
			.build();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Composed {

		@Bean
		Function<CloudEvent, String> typeOf() {
			return CloudEvent::getType;
		}

	}

}
