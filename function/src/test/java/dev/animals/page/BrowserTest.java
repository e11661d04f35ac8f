package dev.animals.page;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.http.Metrics;
import dev.animals.http.Service;

/**
 * Opens the page of the running service in a real browser before each test.
 * {@code make test-page} runs these tests, and {@code make test} leaves them out.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "management.prometheus.metrics.export.enabled=true")
@Timeout(120)
@ResourceLock("browser")
@Tag("browser")
abstract class BrowserTest {

	static final Path KOALA = photo("koala.jpg");

	@SuppressWarnings("NullAway.Init")
	static Browser browser;

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	/** All tests use the same browser, because it takes seconds to start one. */
	@BeforeAll
	static void startBrowser() {
		if (browser == null) {
			browser = Browser.start();
			Runtime.getRuntime().addShutdownHook(new Thread(browser::close));
		}
	}

	@BeforeEach
	void openPage() {
		browser.open(address(), "light", 1000);
	}

	static Path photo(String name) {
		return Path.of("photos", name);
	}

	/** Lets the page believe that the service has answered with a rooster. */
	static void answerWithRooster(String verdict, double confidence) {
		browser.answer("classify", 200, """
				{"id": "1", "prediction": "p", "verdict": "%s", "model": {"name": "m", "version": "1"},
				"top": [{"label": "cock", "name": "rooster", "group": "fowl", "confidence": %s}]}""".formatted(verdict,
				confidence));
		browser.pick(KOALA);
		browser.text("verdict");
	}

	String address() {
		return "http://localhost:" + this.port + "/";
	}

	Service service() {
		return new Service(this.port);
	}

	Metrics metrics() {
		return new Metrics(new Service(this.managementPort));
	}

	/** Returns the addresses that the page has requested, without its images. */
	static List<String> requests() {
		String script = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
		return ((List<?>) browser.run(script)).stream()
			.map(String::valueOf)
			.filter((name) -> !name.startsWith("blob:") && !name.startsWith("data:"))
			.toList();
	}

}
