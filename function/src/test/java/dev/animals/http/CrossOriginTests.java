package dev.animals.http;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages of other origins may call the service only if a setting allows it.
 */
class CrossOriginTests {

	private static final String SHOP = "https://shop.example";

	private static HttpResponse<byte[]> preflight(Service service, String origin) {
		return service.send(service.request("/classify")
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "POST")
			.header("Access-Control-Request-Headers", "content-type,ce-id")
			.method("OPTIONS", BodyPublishers.noBody()));
	}

	private static HttpResponse<byte[]> classify(Service service, String origin) {
		return service.post("/classify", Photos.koala(), "Origin", origin);
	}

	private static String allowed(HttpResponse<byte[]> response) {
		return Service.header(response, "Access-Control-Allow-Origin");
	}

	@Nested
	@ServiceTest
	class WithoutSetting {

		private final Service service;

		WithoutSetting(@LocalServerPort int port) {
			this.service = new Service(port);
		}

		@Test
		void aPreflightRequestIsToldTheMethodsOfThePathAndNoOrigin() {
			HttpResponse<byte[]> response = preflight(this.service, SHOP);
			assertThat(allowed(response)).isEmpty();
			assertThat(Service.header(response, "Allow").split(",")).containsExactlyInAnyOrder("POST", "OPTIONS");
		}

		@Test
		void aPhotoIsAnsweredWithoutAnAllowedOrigin() {
			HttpResponse<byte[]> response = classify(this.service, SHOP);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(allowed(response)).isEmpty();
			assertThat(Service.header(response, "Vary")).isEmpty();
		}

	}

	@Nested
	@ServiceTest
	@TestPropertySource(properties = "animals.http.origins=" + SHOP + ",http://localhost:3000")
	class WithOrigins {

		private final Service service;

		WithOrigins(@LocalServerPort int port) {
			this.service = new Service(port);
		}

		@ParameterizedTest
		@ValueSource(strings = { SHOP, "http://localhost:3000" })
		void pagesOfTheseOriginsMayCall(String origin) {
			HttpResponse<byte[]> preflight = preflight(this.service, origin);
			assertThat(preflight.statusCode()).isEqualTo(204);
			assertThat(allowed(preflight)).isEqualTo(origin);
			assertThat(Service.header(preflight, "Access-Control-Allow-Methods")).contains("POST");
			assertThat(Service.header(preflight, "Access-Control-Allow-Headers")).isEqualTo("*, Authorization");
			assertThat(allowed(classify(this.service, origin))).isEqualTo(origin);
		}

		@Test
		void rejectionsCanBeReadTooAndAreNotCachedForOtherOrigins() {
			HttpResponse<byte[]> response = this.service.post("/classify", new byte[0], "Origin", SHOP);
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(allowed(response)).isEqualTo(SHOP);
			assertThat(Service.header(response, "Vary")).isEqualTo("Origin");
		}

		@ParameterizedTest
		@ValueSource(strings = { "https://other.example", "https://shop.example.evil.example", "http://shop.example",
				"null" })
		void pagesOfOtherOriginsMayNotReadTheAnswer(String origin) {
			assertThat(allowed(preflight(this.service, origin))).isEmpty();
			assertThat(classify(this.service, origin).statusCode()).isEqualTo(200);
			assertThat(allowed(classify(this.service, origin))).isEmpty();
		}

	}

}
