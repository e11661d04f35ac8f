package dev.animals.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * Starts the whole service with the real network, on random ports.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "management.server.port=0",
		"spring.test.tracing.export=true", "animals.feedback.key=" + ServiceTest.KEY, "animals.model.predictors=1" })
@interface ServiceTest {

	/** The key that signs the tokens of the tests. */
	String KEY = "a-key-for-tests-a-key-for-tests-!";

}
