package dev.animals.http;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HttpSettingsTests {

	@Test
	void acceptsOriginsAndTheAsterisk() {
		List<String> origins = List.of("*", "https://shop.example", "http://localhost:3000");
		assertThat(settings(origins).origins()).isEqualTo(origins);
	}

	@ParameterizedTest
	@ValueSource(strings = { "shop.example", "https://shop.example/", "https://shop.example/page", "null", "" })
	void rejectsWhatIsNoOrigin(String origin) {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(List.of(origin)))
			.withMessageContaining("animals.http.origins");
	}

	private static HttpSettings settings(List<String> origins) {
		return new HttpSettings(DataSize.ofMegabytes(1), DataSize.ofMegabytes(4), Duration.ofSeconds(1), 32, 64,
				origins);
	}

}
