package dev.animals.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * Starts the whole service with the real network, on random ports. All tests with the
 * same settings share one service, and only one test at a time uses it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "spring.test.tracing.export=true",
				"animals.feedback.key=" + ServiceTest.KEY, "animals.model.predictors=1" })
@Import({ RecordingDecoder.class, SpanCollector.class })
@ResourceLock("service")
@interface ServiceTest {

	/** The key that signs the tokens of the tests. */
	String KEY = "a-key-for-tests-a-key-for-tests-!";

}
