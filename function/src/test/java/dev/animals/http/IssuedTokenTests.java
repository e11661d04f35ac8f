package dev.animals.http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import dev.animals.access.Issuer;
import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service that needs a token of an issuer.
 */
@ServiceTest
@TestPropertySource(
		properties = { "animals.access.issuer=" + Issuer.NAME, "animals.access.audience=" + Issuer.AUDIENCE })
@DirtiesContext
class IssuedTokenTests {

	private static final Issuer ISSUER = Issuer.start();

	private final Service service;

	private final Metrics metrics;

	IssuedTokenTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@DynamicPropertySource
	static void setKeys(DynamicPropertyRegistry properties) {
		properties.add("animals.access.jwks", ISSUER::keys);
	}

	@AfterAll
	static void stop() {
		ISSUER.close();
	}

	@Test
	void acceptsAValidTokenAndCountsItUnderOneName() {
		assertThat(status("Bearer " + ISSUER.token())).isEqualTo(200);
		assertThat(this.metrics.sum("animals_callers_total", "caller=\"token\"", "admitted=\"true\"")).isEqualTo(1);
		assertThat(this.metrics.text()).doesNotContain("anna");
	}

	@Test
	void rejectsOtherCallers() {
		assertThat(this.service.post("/classify", Photos.koala()).statusCode()).isEqualTo(401);
		assertThat(status("Bearer " + ISSUER.token() + "x")).isEqualTo(401);
		assertThat(status(ISSUER.token())).isEqualTo(401);
		assertThat(this.service.get("/model").statusCode()).isEqualTo(200);
	}

	private int status(String authorization) {
		return this.service.post("/classify", Photos.koala(), "Authorization", authorization).statusCode();
	}

}
