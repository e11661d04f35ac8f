package dev.animals.http;

import java.util.List;

import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ServiceTest
class TracingTests {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final String NOT_SAMPLED = "1af7651916cd43dd8448eb211c80319c";

	private static final String LATER = "2af7651916cd43dd8448eb211c80319c";

	private static final String INFERENCE = "3af7651916cd43dd8448eb211c80319c";

	private static final String CALLER = "b7ad6b7169203331";

	private final Service service;

	private final SpanCollector collector;

	TracingTests(@LocalServerPort int port, @Autowired SpanCollector collector) {
		this.service = new Service(port);
		this.collector = collector;
	}

	@Test
	void continuesTheCallersTraceThroughItsStages() {
		this.service.post("/classify", Photos.koala(), "traceparent", "00-" + TRACE + "-" + CALLER + "-01");
		await().until(() -> spans(TRACE).size() == 4);
		SpanData request = span("http post /classify");
		SpanData total = span("total");
		assertThat(request.getParentSpanId()).isEqualTo(CALLER);
		assertThat(total.getParentSpanId()).isEqualTo(request.getSpanId());
		assertThat(span("decode").getParentSpanId()).isEqualTo(total.getSpanId());
		assertThat(span("inference").getParentSpanId()).isEqualTo(total.getSpanId());
	}

	@Test
	void createsNoSpansForATraceThatIsNotSampled() {
		this.service.post("/classify", Photos.koala(), "traceparent", "00-" + NOT_SAMPLED + "-" + CALLER + "-00");
		this.service.post("/classify", Photos.koala(), "traceparent", "00-" + LATER + "-" + CALLER + "-01");
		await().until(() -> spans(LATER).size() == 4);
		assertThat(spans(NOT_SAMPLED)).isEmpty();
	}

	@Test
	void continuesTheTraceOfAnInference() {
		this.service.post(Tensors.INFER, Photos.koala(), Tensors.JSON_LENGTH, "0", "traceparent",
				"00-" + INFERENCE + "-" + CALLER + "-01");
		await().until(() -> spans(INFERENCE).size() == 4);
		assertThat(spans(INFERENCE)).extracting(SpanData::getName)
			.containsExactlyInAnyOrder("http post /v2/models/{name}/infer", "total", "decode", "inference");
	}

	private SpanData span(String name) {
		return spans(TRACE).stream().filter((span) -> span.getName().equals(name)).findFirst().orElseThrow();
	}

	private List<SpanData> spans(String trace) {
		return this.collector.spans().stream().filter((span) -> span.getTraceId().equals(trace)).toList();
	}

}
