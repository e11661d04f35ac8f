package dev.animals.release.gateway;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GatewayTests {

	private final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost/classify"));

	@Test
	void sendsTheKeyInTheVariable() {
		assertThat(Gateway.withKey(this.request, Map.of("API_KEY", "a-key")).build().headers().allValues("X-API-Key"))
			.containsExactly("a-key");
	}

	@Test
	void sendsNoKeyIfTheVariableIsUnsetOrEmpty() {
		assertThat(Gateway.withKey(this.request, Map.of()).build().headers().map()).isEmpty();
		assertThat(Gateway.withKey(this.request, Map.of("API_KEY", "")).build().headers().map()).isEmpty();
	}

}
