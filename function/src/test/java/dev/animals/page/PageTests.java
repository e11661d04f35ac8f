package dev.animals.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person can do with the page, in a real browser and with the real service.
 * Skipped where there is no browser.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "management.prometheus.metrics.export.enabled=true")
@Timeout(120)
class PageTests {

	private static final Path KOALA = Path.of("photos/koala.jpg");

	@SuppressWarnings("NullAway.Init")
	private static Browser browser;

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@BeforeAll
	static void startBrowser() {
		browser = Browser.start().orElseGet(() -> {
			String reason = "Skipped: the page's tests need chromium and chromedriver on the PATH";
			System.err.println(reason);
			return Assumptions.abort(reason);
		});
	}

	@AfterAll
	static void stopBrowser() {
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void openPage() {
		browser.open(address(), "light", 1000);
	}

	private String address() {
		return "http://localhost:" + this.port + "/";
	}

	@Test
	void aPickedPhotoIsNamed() {
		browser.pick(KOALA);
		assertThatKoalaIsShown();
	}

	@Test
	void aDroppedPhotoIsNamed() {
		browser.drop(KOALA, "image/jpeg");
		assertThatKoalaIsShown();
	}

	@Test
	void aPastedPhotoIsNamed() {
		browser.paste(KOALA, "image/jpeg");
		assertThatKoalaIsShown();
	}

	private static void assertThatKoalaIsShown() {
		assertThat(browser.text("verdict")).matches("Koala — \\d\\d %");
		List<WebElement> bars = browser.elements("#bars li");
		assertThat(bars).hasSize(5);
		assertThat(bars.getFirst().getText()).startsWith("Koala marsupial and monotreme").endsWith("%");
		assertThat(browser.text("facts")).matches("Model lite0 \\S+ · answered in \\d+ ms");
		assertThat(browser.element("preview").isDisplayed()).isTrue();
		assertThat(browser.console()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "not_animal, This does not look like an animal",
			"unknown, 'Perhaps an animal, but I cannot tell which'" })
	void whatIsNotNamedIsToldInASentence(String verdict, String sentence) {
		browser.driver().executeScript("""
				const body = { id: '1', prediction: 'p', verdict: arguments[0], model: { name: 'm', version: '1' },
						top: [{ label: 'hen', group: 'fowl', confidence: 0.002 }] };
				window.fetch = async () => new Response(JSON.stringify(body));
				""", verdict);
		browser.drop(KOALA, "image/jpeg");
		assertThat(browser.text("verdict")).isEqualTo(sentence);
		assertThat(browser.text("bars")).isEqualTo("Hen fowl\n< 1 %");
		assertThat(browser.element("right").isDisplayed()).isFalse();
	}

	@Nested
	class Feedback {

		@Test
		void thatAnAnswerIsRightReachesTheService() {
			double before = judgements("true");
			browser.pick(KOALA);
			browser.text("verdict");
			browser.element("right").click();
			assertThat(browser.text("thanks")).startsWith("Thank you");
			assertThat(judgements("true")).isEqualTo(before + 1);
		}

		@Test
		void thatAnAnswerIsWrongReachesTheService() {
			double before = judgements("false");
			browser.pick(KOALA);
			browser.text("verdict");
			browser.element("wrong").click();
			browser.element("label").sendKeys("Wombat");
			browser.elements("#correction button").getFirst().click();
			assertThat(browser.text("thanks")).startsWith("Thank you");
			assertThat(judgements("false")).isEqualTo(before + 1);
			List<Object> names = names();
			assertThat(names).contains("koala", "wombat", "marsupial and monotreme").doesNotContain("teapot");
			assertThat(names).hasSizeGreaterThan(398).doesNotHaveDuplicates();
		}

		@Test
		void anAnimalThatTheModelDoesNotKnowIsToldAndCanBeCorrected() {
			browser.pick(KOALA);
			browser.text("verdict");
			browser.element("wrong").click();
			browser.element("label").sendKeys("unicorn", Keys.ENTER);
			assertThat(browser.text("refused")).contains("neither a class nor a group");
			browser.element("label").clear();
			browser.element("label").sendKeys("marsupial and monotreme", Keys.ENTER);
			assertThat(browser.text("thanks")).startsWith("Thank you");
		}

		private List<Object> names() {
			return List.copyOf(
					(List<?>) browser.run("return [...document.getElementById('animals').options].map(o => o.value)"));
		}

		private double judgements(String right) {
			return metrics().lines()
				.filter((line) -> line.startsWith("animals_feedback_total{")
						&& line.contains("right=\"" + right + "\""))
				.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
				.sum();
		}

		private String metrics() {
			URI metrics = URI.create("http://localhost:" + PageTests.this.managementPort + "/actuator/prometheus");
			try (HttpClient client = HttpClient.newHttpClient()) {
				return client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new AssertionError(ex);
			}
		}

	}

	@Nested
	class Failures {

		@Test
		void aRefusalIsASentenceInAnAlert(@TempDir Path folder) throws IOException {
			browser.pick(Files.writeString(folder.resolve("notes.txt"), "A koala in a tree."));
			assertThat(browser.text("error")).startsWith("Data of this type is no picture").endsWith(".");
			assertThat(browser.element("error").getAriaRole()).isEqualTo("alert");
			assertThat(browser.element("answer").isDisplayed()).isFalse();
		}

		@Test
		void aPhotoAfterARefusalIsNamed(@TempDir Path folder) throws IOException {
			browser.pick(Files.writeString(folder.resolve("notes.txt"), "A koala in a tree."));
			browser.text("error");
			browser.pick(KOALA);
			assertThat(browser.text("verdict")).startsWith("Koala");
			assertThat(browser.element("error").isDisplayed()).isFalse();
		}

		@Test
		void aFileOverTheLimitIsToldBeforeItIsSent() {
			browser.driver().executeScript("""
					const transfer = new DataTransfer();
					transfer.items.add(new File([new Uint8Array(16 * 1024 * 1024 + 1)], 'huge.jpg'));
					window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
					""");
			assertThat(browser.text("error")).contains("16 MiB");
			assertThat(requests()).isEmpty();
		}

		@Test
		void anUnreachableServiceIsTold() {
			browser.online(false);
			browser.drop(KOALA, "image/jpeg");
			assertThat(browser.text("error")).startsWith("The service cannot be reached.");
		}

	}

	@Test
	void everythingCanBeDoneWithTheKeyboard() {
		assertThat(browser.focusedAfterTab()).isEqualTo("file");
		assertThat(browser.element("drop").getCssValue("outline-style")).isEqualTo("solid");
		browser.command("Page.setInterceptFileChooserDialog", Map.of("enabled", true));
		browser.run("document.getElementById('file').onclick = () => document.title = 'chooser'; return true");
		browser.press(Keys.ENTER);
		assertThat(browser.driver().getTitle()).isEqualTo("chooser");
		browser.pick(KOALA);
		browser.text("verdict");
		assertThat(browser.focusedAfterTab()).isEqualTo("right");
		assertThat(browser.element("right").getCssValue("outline-style")).isEqualTo("solid");
		assertThat(browser.focusedAfterTab()).isEqualTo("wrong");
		browser.press(Keys.ENTER);
		assertThat(browser.focused()).isEqualTo("label");
		browser.press("wombat", Keys.ENTER);
		browser.text("thanks");
		assertThat(browser.focused()).isEqualTo("thanks");
		browser.press(Keys.TAB);
		assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Model card");
	}

	@Test
	void noOtherHostIsAsked() {
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		browser.element("label").sendKeys("koala", Keys.ENTER);
		browser.text("thanks");
		assertThat(requests()).hasSize(3).allMatch((request) -> request.startsWith(address()));
	}

	private static List<String> requests() {
		String script = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
		return ((List<?>) browser.run(script)).stream()
			.map(String::valueOf)
			.filter((name) -> !name.startsWith("blob:") && !name.startsWith("data:"))
			.toList();
	}

	@Test
	void everyControlHasAName() {
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		assertThat(browser.elements("input, button, a, meter, img, section, ol")).hasSizeGreaterThan(12)
			.allSatisfy((element) -> assertThat(element.getAccessibleName()).isNotBlank());
		assertThat(browser.elements("meter").getFirst().getAriaRole()).isEqualTo("meter");
		assertThat(browser.elements("html").getFirst().getDomAttribute("lang")).isEqualTo("en");
		assertThat(browser.elements("h1")).hasSize(1);
		assertThat(browser.driver().getTitle()).isNotBlank();
		assertThat(browser.elements("[aria-live=polite] #verdict")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void textStandsOutAsWcagAsks(String scheme, @TempDir Path folder) throws IOException {
		browser.open(address(), scheme, 1000);
		assertThat(faintTexts()).isEmpty();
		browser.pick(Files.writeString(folder.resolve("notes.txt"), "A koala in a tree."));
		browser.text("error");
		assertThat(faintTexts()).isEmpty();
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		assertThat(faintTexts()).isEmpty();
		assertThat(browser.elements("body").getFirst().getCssValue("background-color"))
			.isEqualTo(scheme.equals("dark") ? "rgba(15, 20, 18, 1)" : "rgba(244, 243, 238, 1)");
	}

	/** Texts with a contrast below 4.5 to 1 (WCAG 2.2, 1.4.3). */
	private static List<?> faintTexts() {
		return (List<?>) browser
			.run("""
					const luminance = (colour) => {
						const [r, g, b] = colour.match(/[\\d.]+/g).map((value) => value / 255)
							.map((value) => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4);
						return .2126 * r + .7152 * g + .0722 * b;
					};
					const background = (element) => {
						const colour = getComputedStyle(element).backgroundColor;
						return colour === 'rgba(0, 0, 0, 0)' ? background(element.parentElement) : colour;
					};
					const faint = [];
					for (const element of document.body.querySelectorAll('*')) {
						const text = [...element.childNodes].filter((node) => node.nodeType === 3)
							.map((node) => node.data.trim()).join('');
						if (!text || !element.checkVisibility() || element.closest('meter, datalist, script, noscript')) continue;
						const two = [luminance(getComputedStyle(element).color), luminance(background(element))];
						const contrast = (Math.max(...two) + .05) / (Math.min(...two) + .05);
						if (contrast < 4.5) faint.push(`${text}: ${contrast.toFixed(2)}`);
					}
					return faint;
					""");
	}

	@Test
	void thePageFitsAScreenOf320Pixels() {
		browser.open(address(), "light", 320);
		browser.pick(KOALA);
		browser.text("verdict");
		browser.element("wrong").click();
		assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(320L);
	}

	/** Takes the picture of the README where {@code -Dpage.picture=../docs/page.png}. */
	@Test
	void thePageCanBePictured() throws IOException {
		browser.pick(KOALA);
		browser.text("verdict");
		Object picture = browser.command("Page.captureScreenshot", Map.of("captureBeyondViewport", true)).get("data");
		Path file = Path.of(System.getProperty("page.picture", "target/page.png"));
		Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
		Files.write(file, Base64.getDecoder().decode(String.valueOf(picture)));
		assertThat(file).isNotEmptyFile();
	}

}
