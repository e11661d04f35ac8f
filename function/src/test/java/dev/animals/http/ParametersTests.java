package dev.animals.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ParametersTests {

	private final Service service;

	ParametersTests(@LocalServerPort int port) {
		this.service = new Service(port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "top=0", "k=3" })
	void aSenderOfALargePhotoSeesThatAParameterIsWrong(String query) {
		assertThat(this.service.post("/classify?" + query, new byte[10_000_000]).statusCode()).isEqualTo(400);
	}

}
