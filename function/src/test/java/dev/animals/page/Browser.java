package dev.animals.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium that shows the page.
 *
 * @param driver the driver of the browser
 */
record Browser(ChromeDriver driver) implements AutoCloseable {

	// Selenium warns about browsers newer than itself, but the commands that are used
	// here are stable.
	private static final Logger CDP_LOGGER = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

	static {
		CDP_LOGGER.setLevel(Level.SEVERE);
	}

	/**
	 * Starts a browser from the PATH.
	 * @return the browser; empty if there is no browser or no driver
	 */
	static Optional<Browser> start() {
		Optional<File> browser = onPath("chromium", "chromium-browser", "google-chrome", "chrome");
		Optional<File> driver = onPath("chromedriver");
		if (browser.isEmpty() || driver.isEmpty()) {
			return Optional.empty();
		}
		ChromeOptions options = new ChromeOptions();
		options.setBinary(browser.get());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
				"--disable-sync", "--hide-scrollbars");
		LoggingPreferences console = new LoggingPreferences();
		console.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", console);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(driver.get()).build();
		return Optional.of(new Browser(new ChromeDriver(service, options)));
	}

	private static Optional<File> onPath(String... names) {
		String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
		return Arrays.stream(names)
			.flatMap((name) -> Stream.of(path.split(File.pathSeparator)).map((folder) -> new File(folder, name)))
			.filter(File::canExecute)
			.findFirst();
	}

	/**
	 * Opens an address as in a new window.
	 * @param address the address
	 * @param scheme the colour scheme, {@code light} or {@code dark}
	 * @param width the width of the window in pixels
	 */
	void open(String address, String scheme, int width) {
		command("Network.enable", Map.of());
		online(true);
		command("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 800, "deviceScaleFactor", 2, "mobile", false));
		command("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
		this.driver.get(address);
		console();
	}

	void online(boolean online) {
		command("Network.emulateNetworkConditions",
				Map.of("offline", !online, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	Map<String, Object> command(String name, Map<String, Object> parameters) {
		return this.driver.executeCdpCommand(name, parameters);
	}

	Object run(String script, Object... arguments) {
		return Objects.requireNonNull(this.driver.executeScript(script, arguments), script);
	}

	/** Returns the warnings and errors on the console since the last call. */
	List<String> console() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	WebElement element(String id) {
		return this.driver.findElement(By.id(id));
	}

	List<WebElement> elements(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	/** Waits until an element shows a text and returns it. */
	String text(String id) {
		new WebDriverWait(this.driver, Duration.ofSeconds(20)).withMessage("a text in #" + id)
			.until((_) -> !element(id).getText().isBlank());
		return element(id).getText();
	}

	String focused() {
		return Objects.requireNonNullElse(this.driver.switchTo().activeElement().getDomAttribute("id"), "");
	}

	void press(CharSequence... keys) {
		new Actions(this.driver).sendKeys(keys).perform();
	}

	String focusedAfterTab() {
		press(Keys.TAB);
		return focused();
	}

	void pick(Path file) {
		element("file").sendKeys(file.toAbsolutePath().toString());
	}

	void drop(Path file, String type) {
		transfer(file, type, """
				document.getElementById('drop').dispatchEvent(
						new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
				""");
	}

	void paste(Path file, String type) {
		transfer(file, type, """
				document.body.dispatchEvent(
						new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
				""");
	}

	private void transfer(Path file, String type, String dispatch) {
		try {
			this.driver.executeScript("""
					const bytes = Uint8Array.from(atob(arguments[0]), (character) => character.charCodeAt(0));
					const transfer = new DataTransfer();
					transfer.items.add(new File([bytes], arguments[1], { type: arguments[2] }));
					""" + dispatch, Base64.getEncoder().encodeToString(Files.readAllBytes(file)),
					String.valueOf(file.getFileName()), type);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
