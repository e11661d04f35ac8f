package dev.animals.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * Starts the service with limits so low that a test can exceed each of them. It asks for
 * feedback on each answer whose sender can ask.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Timeout(60)
@ResourceLock("service")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "animals.http.body=1100000B", "animals.http.bodies=1MB", "animals.http.upload=2s",
				"server.tomcat.connection-timeout=2s", "animals.image.max-pixels=10000000",
				"animals.feedback.ask-one-in=1" })
@interface ContractTest {

}
