package dev.animals.http;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class PageControllerTests {

	private static final int LARGEST_PAGE = 60_000;

	private final Service service;

	PageControllerTests(@LocalServerPort int port) {
		this.service = new Service(port);
	}

	@Test
	void servesThePage() {
		HttpResponse<byte[]> response = this.service.get("/");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Service.header(response, "Content-Type")).startsWith("text/html");
		assertThat(html()).contains("<title>", "Photos are not stored.").doesNotContain("{{address}}", "{{storage}}");
		assertThat(response.body()).hasSizeLessThan(LARGEST_PAGE);
	}

	@Test
	void allowsExactlyTheScriptsAndStylesOfThePage() {
		String policy = Service.header(this.service.get("/"), "Content-Security-Policy");
		assertThat(policy).startsWith("default-src 'none'; ").doesNotContain("unsafe");
		List<String> texts = Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL)
			.matcher(html())
			.results()
			.map((MatchResult match) -> match.group(2))
			.toList();
		assertThat(texts).hasSizeGreaterThan(2)
			.allSatisfy((text) -> assertThat(policy).contains("'sha256-" + hash(text) + "'"));
		assertThat(policy.split("'sha256-", -1)).hasSize(texts.size() + 1);
		assertThat(html()).doesNotContain("style=").doesNotContainPattern("<[^>]* on[a-z]+=");
	}

	private static String hash(String text) {
		try {
			return Base64.getEncoder()
				.encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void namesTheAbsoluteAddressOfThePreview() {
		String address = "http://127.0.0.1:" + this.service.port() + "/";
		assertThat(html()).contains("<meta property=\"og:url\" content=\"" + address + "\">")
			.contains("<meta property=\"og:image\" content=\"" + address + "preview.jpg\">");
	}

	@Test
	void answersThatThePageHasNotChanged() {
		String tag = Service.header(this.service.get("/"), "ETag");
		HttpResponse<byte[]> response = this.service.send(this.service.request("/").GET().header("If-None-Match", tag));
		assertThat(response.statusCode()).isEqualTo(304);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void answersHeadWithTheSameHeaders() {
		HttpResponse<byte[]> response = this.service
			.send(this.service.request("/").method("HEAD", BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Service.header(response, "Content-Security-Policy")).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/icon.svg, image/svg+xml, 2000", "/favicon.ico, image/svg+xml, 2000",
			"/preview.jpg, image/jpeg, 150000", "/examples/koala.jpg, image/jpeg, 80000",
			"/examples/koala-small.jpg, image/jpeg, 10000" })
	void servesPicturesThatAreSmall(String path, String type, int size) {
		HttpResponse<byte[]> response = this.service.get(path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Service.header(response, "Content-Type")).isEqualTo(type);
		assertThat(Service.header(response, "Cache-Control")).isEqualTo("max-age=86400, public");
		assertThat(response.body()).hasSizeBetween(100, size);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/examples/unicorn.jpg", "/examples/koala.png", "/examples/..%2Fpreview.jpg", "/examples/",
			"/page.css", "/page/page.html" })
	void rejectsOtherPictures(String path) {
		assertThat(this.service.get(path).statusCode()).isIn(400, 404);
	}

	private String html() {
		return new String(this.service.get("/").body(), StandardCharsets.UTF_8);
	}

}
