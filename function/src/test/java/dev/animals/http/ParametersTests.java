package dev.animals.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ParametersTests {

	private final Service service;

	ParametersTests(@LocalServerPort int port) {
		this.service = new Service(port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "top=0", "k=3", "ask=maybe" })
	void aSenderOfALargePhotoSeesThatAParameterIsWrong(String query) {
		assertThat(this.service.post("/classify?" + query, new byte[10_000_000]).statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ask=true", "ask=false" })
	void aSenderThatCanAskGetsTheSameAnswerIfTheServiceAsksNobody(String query) {
		String plain = answer("/");
		assertThat(answer("/?" + query)).isEqualTo(plain)
			.contains("\"prediction\":\"\"")
			.doesNotContain("askForFeedback");
	}

	/** Returns the answer without its token, which contains the time. */
	private String answer(String path) {
		byte[] body = this.service.post(path, Photos.koala(), Messages.binaryHeaders("image/jpeg")).body();
		String answer = new String(body, StandardCharsets.UTF_8);
		String token = Service.MAPPER.readTree(body).get("prediction").asString();
		assertThat(token.split("\\.", -1)[1])
			.satisfies((claims) -> assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
				.doesNotContain("asked"));
		return answer.replace(token, "");
	}

}
