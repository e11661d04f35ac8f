package dev.animals.http;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.fuzz.Seeds;

/**
 * Photos as the body or in JSON.
 */
class PlainPhotoFuzzTests {

	static Stream<byte[]> seeds() {
		return Seeds.texts("""
				Content-Type: application/json

				{"image": "data:image/png;base64,AAAA"}""", """
				Content-Type: image/jpeg

				x""");
	}

	@MethodSource("seeds")
	@FuzzTest
	void isReadOrRejected(byte[] request) {
		FuzzedRequests.read(request, (headers, body) -> {
			if (body.length > 0) {
				new PlainPhotos(new JsonMapper()).read(headers, body);
			}
		});
	}

}
