package dev.animals.http;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ServiceTest
@Import(TracingTests.Collecting.class)
class TracingTests {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final String NOT_SAMPLED = "1af7651916cd43dd8448eb211c80319c";

	private static final String LATER = "2af7651916cd43dd8448eb211c80319c";

	private static final String CALLER = "b7ad6b7169203331";

	private final Service service;

	private final Collector collector;

	TracingTests(@LocalServerPort int port, @Autowired Collector collector) {
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

	private SpanData span(String name) {
		return spans(TRACE).stream().filter((span) -> span.getName().equals(name)).findFirst().orElseThrow();
	}

	private List<SpanData> spans(String trace) {
		return this.collector.spans.stream().filter((span) -> span.getTraceId().equals(trace)).toList();
	}

	/** Collects spans instead of sending them. */
	static class Collector implements SpanExporter {

		private final Queue<SpanData> spans = new ConcurrentLinkedQueue<>();

		@Override
		public CompletableResultCode export(Collection<SpanData> batch) {
			this.spans.addAll(batch);
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Collecting {

		@Bean
		Collector collector() {
			return new Collector();
		}

	}

}
