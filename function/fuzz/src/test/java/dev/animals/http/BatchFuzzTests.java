package dev.animals.http;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.fuzz.Seeds;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Batches of CloudEvents.
 */
class BatchFuzzTests {

	static Stream<byte[]> seeds() {
		return Seeds.texts("""
				[{"specversion":"1.0","id":"1","source":"/a","type":"t","time":"2026-01-01T00:00:00Z",
				"datacontenttype":"image/png","data_base64":"AAAA"},
				null, 7, "text", [], {"a":[{}]}]""", "[]", "[[1.5e3,true],{}]");
	}

	@MethodSource("seeds")
	@FuzzTest
	void isSplitIntoMembersThatAreReadOrRejected(byte[] json) {
		RequestEvents events = new RequestEvents(new JsonMapper());
		FuzzedRequests.ignoreRejection(() -> {
			for (byte[] member : events.split(json, 4)) {
				assertThat(member).isNotEmpty();
				FuzzedRequests.ignoreRejection(() -> events.readStructured(member));
			}
		});
	}

}
