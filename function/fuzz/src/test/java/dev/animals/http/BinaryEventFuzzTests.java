package dev.animals.http;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.event.EventPhotos;
import dev.animals.event.Mode;
import dev.animals.fuzz.Seeds;

/**
 * CloudEvents in binary mode.
 */
class BinaryEventFuzzTests {

	static Stream<byte[]> seeds() {
		return Seeds.texts("ce-specversion: 1.0\nce-id: 1\nce-source: /a\nce-type: t\nContent-Type: image/png\n\nx",
				"ce-specversion: 1.0\nce-id: 1\nce-source: /a b\nce-type: t\nce-time: 2026-01-01T00:00:00+0000\n\nx",
				"ce-specversion: 0.3\nce-id: 1\nce-source: /a\nce-type: t\nce-dataschema: :\n\n{}");
	}

	@MethodSource("seeds")
	@FuzzTest
	void areReadOrRejected(byte[] request) {
		FuzzedRequests.read(request, (headers, body) -> {
			RequestEvents events = new RequestEvents(new JsonMapper());
			if (RequestEvents.mode(headers) == Mode.BINARY) {
				EventPhotos.read(events.read(headers, body));
			}
		});
	}

}
