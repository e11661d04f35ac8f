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
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
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
	 * @throws IllegalStateException if there is no browser or no driver
	 */
	static Browser start() {
		File browser = onPath("chromium", "chromium-browser", "google-chrome", "chrome");
		File driver = onPath("chromedriver");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(browser);
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
				"--disable-sync", "--hide-scrollbars");
		LoggingPreferences console = new LoggingPreferences();
		console.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", console);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(driver).build();
		return new Browser(new ChromeDriver(service, options));
	}

	private static File onPath(String... names) {
		String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
		return Arrays.stream(names)
			.flatMap((name) -> Stream.of(path.split(File.pathSeparator)).map((folder) -> new File(folder, name)))
			.filter(File::canExecute)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(names[0] + " is missing; make setup says how to install it."));
	}

	/**
	 * Opens an address, as if in a new window.
	 * @param address the address
	 * @param scheme the colour scheme, {@code light} or {@code dark}
	 * @param width the width of the window in pixels
	 */
	void open(String address, String scheme, int width) {
		open(address, scheme, width, 800, false);
	}

	/** Opens an address on a phone with a touch screen. */
	void openOnPhone(String address, String scheme) {
		open(address, scheme, 390, 844, true);
	}

	private void open(String address, String scheme, int width, int height, boolean phone) {
		command("Network.enable", Map.of());
		online(true);
		command("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
		command("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
		command("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
		// A browser that has just started may replace the page with its first tab.
		await("the page", () -> {
			this.driver.get(address);
			return String.valueOf(this.driver.getCurrentUrl()).startsWith(address);
		});
		console();
	}

	void online(boolean online) {
		command("Network.emulateNetworkConditions",
				Map.of("offline", !online, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	void scripts(boolean enabled) {
		command("Emulation.setScriptExecutionDisabled", Map.of("value", !enabled));
	}

	/**
	 * Answers the page's requests to a path in place of the service.
	 * @param path the path as the page writes it, without its query
	 * @param status the status of the answer
	 * @param body the body of the answer
	 */
	void answer(String path, int status, String body) {
		this.driver.executeScript("""
				const [path, status, body] = arguments;
				const next = window.fetch;
				window.fetch = async (address, options) => String(address).split('?')[0] === path
						? new Response(body, { status }) : next(address, options);
				""", path, status, body);
	}

	/** Records the sizes of the bodies that the page sends from now on. */
	void recordSizes() {
		this.driver.executeScript("""
				const next = window.fetch;
				window.sizes = [];
				window.fetch = (address, options) => {
					if (options?.body) window.sizes.push(options.body.size);
					return next(address, options);
				};
				""");
	}

	/** Returns the recorded sizes in bytes. */
	List<Long> sizes() {
		return ((List<?>) run("return window.sizes")).stream().map((size) -> (Long) size).toList();
	}

	/** Lets the page send and receive at most so many bytes a second. */
	void limitConnection(int bytesPerSecond) {
		command("Network.emulateNetworkConditions", Map.of("offline", false, "latency", 0, "downloadThroughput",
				bytesPerSecond, "uploadThroughput", bytesPerSecond));
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

	/** Waits until an element is not empty, and returns its text. */
	String text(String id) {
		await("a text in #" + id, () -> !element(id).getText().isBlank());
		return element(id).getText();
	}

	/** Waits until an element has a text that a screen reader would read. */
	String spoken(String id) {
		await("a text in #" + id, () -> !content(id).isBlank());
		return content(id);
	}

	private String content(String id) {
		return Objects.requireNonNullElse(element(id).getDomProperty("textContent"), "");
	}

	void await(String condition, BooleanSupplier isTrue) {
		new WebDriverWait(this.driver, Duration.ofSeconds(20)).pollingEvery(Duration.ofMillis(100))
			.withMessage(condition)
			.until((_) -> isTrue.getAsBoolean());
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

	void pick(Path... files) {
		element("file").sendKeys(
				Stream.of(files).map((file) -> file.toAbsolutePath().toString()).collect(Collectors.joining("\n")));
	}

	void drop(Path file, String type) {
		transfer(List.of(file), type, """
				document.getElementById('drop').dispatchEvent(
						new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
				""");
	}

	void dropAll(List<Path> files, String type) {
		transfer(files, type, """
				window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
				""");
	}

	/** Pastes or drops a text, such as a link. */
	void transferText(String event, String text) {
		this.driver.executeScript("""
				const transfer = new DataTransfer();
				transfer.setData('text/plain', arguments[1]);
				const details = { bubbles: true, cancelable: true };
				document.body.dispatchEvent(arguments[0] === 'drop'
						? new DragEvent('drop', { dataTransfer: transfer, ...details })
						: new ClipboardEvent('paste', { clipboardData: transfer, ...details }));
				""", event, text);
	}

	void paste(Path file, String type) {
		transfer(List.of(file), type, """
				document.body.dispatchEvent(
						new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
				""");
	}

	private void transfer(List<Path> files, String type, String dispatch) {
		List<List<String>> contents = files.stream().map((file) -> {
			try {
				return List.of(String.valueOf(file.getFileName()),
						Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		}).toList();
		this.driver.executeScript("""
				const transfer = new DataTransfer();
				for (const [name, content] of arguments[0]) {
					const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
					transfer.items.add(new File([bytes], name, { type: arguments[1] }));
				}
				""" + dispatch, contents, type);
	}

	/**
	 * Takes a picture of the page.
	 * @param format {@code png} or {@code jpeg}
	 * @param whole whether to include what is below the window
	 * @return the encoded picture
	 */
	byte[] picture(String format, boolean whole) {
		Object data = command("Page.captureScreenshot",
				Map.of("format", format, "quality", 85, "captureBeyondViewport", whole))
			.get("data");
		return Base64.getDecoder().decode(String.valueOf(data));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
