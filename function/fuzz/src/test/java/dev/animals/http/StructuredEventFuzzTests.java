package dev.animals.http;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.event.EventPhotos;
import dev.animals.fuzz.Seeds;

/**
 * CloudEvents in structured mode.
 */
class StructuredEventFuzzTests {

	static Stream<byte[]> seeds() {
		return Seeds.texts("""
				{"specversion":"1.0","id":"1","source":"/a","type":"t","time":"2026-01-01T00:00:00Z",
				"datacontenttype":"image/png","data_base64":"AAAA"}""", """
				{"specversion":"1.0","id":"1","source":"/a","type":"t","data":{"a":[1,null]}}""", "null");
	}

	@MethodSource("seeds")
	@FuzzTest
	void areReadOrRejected(byte[] json) {
		FuzzedRequests
			.ignoreRejection(() -> EventPhotos.read(new RequestEvents(new JsonMapper()).readStructured(json)));
	}

}
