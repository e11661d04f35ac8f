package dev.animals.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Measures parts of a request: a timer for each and, within a trace that is sampled, a
 * span.
 * <p>
 * Not by observations, which look up their timer and make a span for every request,
 * sampled or not: that took a fiftieth of a request.
 */
public class Stages {

	private final Map<Stage, Map<Mode, Timer>> timers = new EnumMap<>(Stage.class);

	private final Tracer tracer;

	/**
	 * Registers a timer for each stage and mode.
	 * @param registry where
	 * @param tracer makes spans
	 */
	public Stages(MeterRegistry registry, Tracer tracer) {
		this.tracer = tracer;
		for (Stage stage : Stage.values()) {
			Map<Mode, Timer> byMode = new EnumMap<>(Mode.class);
			for (Mode mode : Mode.values()) {
				byMode.put(mode,
						Timer.builder("animals.stage")
							.description("Time that parts of a request take")
							.tag("stage", stage.toString())
							.tag("mode", mode.toString())
							.register(registry));
			}
			this.timers.put(stage, byMode);
		}
	}

	/**
	 * Does some work and measures it.
	 * @param <T> what the work yields
	 * @param stage which part of a request it is
	 * @param mode how the request came in
	 * @param work what is done
	 * @return what the work yields
	 */
	public <T> T measure(Stage stage, Mode mode, Supplier<T> work) {
		long start = System.nanoTime();
		try {
			return isSampled(this.tracer.currentSpan()) ? withSpan(stage, mode, work) : work.get();
		}
		finally {
			requireNonNull(requireNonNull(this.timers.get(stage)).get(mode)).record(System.nanoTime() - start,
					TimeUnit.NANOSECONDS);
		}
	}

	private static boolean isSampled(@Nullable Span span) {
		return span != null && Boolean.TRUE.equals(span.context().sampled());
	}

	private <T> T withSpan(Stage stage, Mode mode, Supplier<T> work) {
		Span span = this.tracer.nextSpan().name(stage.toString()).tag("mode", mode.toString()).start();
		try (Tracer.SpanInScope _ = this.tracer.withSpan(span)) {
			return work.get();
		}
		catch (RuntimeException ex) {
			span.error(ex);
			throw ex;
		}
		finally {
			span.end();
		}
	}

}
