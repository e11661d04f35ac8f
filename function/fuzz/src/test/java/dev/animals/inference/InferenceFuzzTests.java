package dev.animals.inference;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.fuzz.Seeds;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of the Open Inference Protocol in JSON, with and without binary data, and of
 * KServe's protocol v1.
 */
class InferenceFuzzTests {

	private static final int BATCH = 3;

	static Stream<byte[]> seeds() {
		return Seeds.texts("""
				\0{"id":"1","inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":["AAAA"]}],\
				"outputs":[{"name":"probabilities","parameters":{"classification":3}}]}""", """
				\0{"inputs":[{"name":"image","datatype":"UINT8","shape":[1,1,1,3],"data":[[[[1,2,3]]]]}]}""", """
				\u0008{"inputs":[{"name":"image","datatype":"BYTES","shape":[1],\
				"parameters":{"binary_data_size":8}}]}\u0004\0\0\0abcd""", """
				\0{"instances":[{"b64":"AAAA"},{"image":{"b64":"AAAA"}}]}""");
	}

	/** The first byte is the length of the binary data. */
	@MethodSource("seeds")
	@FuzzTest
	void isReadOrRejected(byte[] request) {
		if (request.length < 2) {
			return;
		}
		byte[] body = Arrays.copyOfRange(request, 1, request.length);
		int binary = Math.min(request[0] & 0xff, body.length);
		JsonMapper mapper = new JsonMapper();
		check(() -> new RequestReader(mapper, BATCH).read(body, body.length - binary).photos());
		check(() -> Instances.read(mapper, body, BATCH));
	}

	private static void check(Supplier<List<byte[]>> reader) {
		try {
			assertThat(reader.get()).hasSizeBetween(1, BATCH);
		}
		catch (RejectedException ex) {
			assertThat(ex.detail()).isNotEmpty();
		}
	}

}
