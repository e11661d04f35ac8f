package dev.animals.benchmark;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import dev.animals.testing.Percentiles;
import dev.animals.testing.ServerProcess;

import static java.util.Objects.requireNonNull;

/**
 * Measures the time from a navigation to the first contentful paint (W3C Paint Timing) of
 * the page, and of a one-word text from the same service for comparison.
 */
public final class PagePaint {

	private static final int LOADS = 30;

	/** Resolves only after the browser has painted. */
	private static final String FIRST_PAINT = """
			const done = arguments[0];
			new PerformanceObserver((list) => done(list.getEntries()[0].startTime))
				.observe({ type: 'paint', buffered: true });
			""";

	private PagePaint() {
	}

	/**
	 * Prints a table.
	 * @param args not used
	 */
	public static void main(String[] args) {
		ChromeOptions options = new ChromeOptions();
		// Otherwise Selenium would look for a browser and a driver on the Internet.
		options.setBinary(onPath("chromium"));
		ChromeDriverService driver = new ChromeDriverService.Builder().usingDriverExecutable(onPath("chromedriver"))
			.build();
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
				"--disable-background-networking");
		List<Double> page = new ArrayList<>();
		List<Double> word = new ArrayList<>();
		try (ServerProcess service = Servers.service("", List.of(), Map.of())) {
			ChromeDriver browser = new ChromeDriver(driver, options);
			try {
				String address = "http://localhost:" + service.port();
				// The first load starts processes of the browser.
				paint(browser, address + "/");
				for (int i = 0; i < LOADS; i++) {
					page.add(paint(browser, address + "/"));
					word.add(paint(browser, address + "/livez"));
				}
			}
			finally {
				browser.quit();
			}
		}
		System.out.printf("| first contentful paint, %d loads | median, ms | p95, ms |%n|---|---|---|%n", LOADS);
		print("the page", page);
		print("a text of one word", word);
	}

	private static File onPath(String program) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((folder) -> new File(folder, program))
			.filter(File::canExecute)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(program + " is missing. make setup says how to install it."));
	}

	private static double paint(ChromeDriver browser, String address) {
		browser.get(address);
		return ((Number) requireNonNull(browser.executeAsyncScript(FIRST_PAINT))).doubleValue();
	}

	private static void print(String name, List<Double> millis) {
		System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f |%n", name, Percentiles.median(millis),
				Percentiles.of(millis, 95));
	}

}
