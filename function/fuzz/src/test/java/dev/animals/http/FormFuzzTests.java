package dev.animals.http;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.animals.fuzz.Seeds;

/**
 * Forms with a photo.
 */
class FormFuzzTests {

	static Stream<byte[]> seeds() {
		return Seeds.texts("""
				Content-Type: multipart/form-data; boundary=b

				--b
				Content-Disposition: form-data; name="image"; filename="a.jpg"
				Content-Type: image/jpeg

				x
				--b--
				""", """
				Content-Type: multipart/form-data; boundary="b b"

				--b b
				content-disposition: form-data; name=note; filename*=UTF-8''%e2%82%ac
				Content-Transfer-Encoding: base64

				eA==
				--b b--
				""");
	}

	@MethodSource("seeds")
	@FuzzTest
	void isReadOrRejected(byte[] request) {
		FuzzedRequests.read(request, ImageForm::read);
	}

}
