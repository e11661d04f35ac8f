package dev.animals.event;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

import dev.animals.rejection.RejectedException;

import static java.util.Objects.requireNonNull;

/**
 * Measures the stages of a request: always with a timer and, if the trace is sampled,
 * with a span.
 * <p>
 * This class does not use Micrometer's observations. For every request, even one that is
 * not sampled, they would look up the timer and create a span. That would take 2 % of the
 * time of a request.
 */
public class Stages {

	private final Map<Stage, Map<Mode, Timer>> timers = new EnumMap<>(Stage.class);

	private final Tracer tracer;

	/**
	 * Registers a timer for each stage and mode.
	 * @param registry the registry of the timers
	 * @param tracer creates the spans
	 */
	public Stages(MeterRegistry registry, Tracer tracer) {
		this.tracer = tracer;
		for (Stage stage : Stage.values()) {
			Map<Mode, Timer> byMode = new EnumMap<>(Mode.class);
			for (Mode mode : Mode.values()) {
				byMode.put(mode,
						Timer.builder("animals.stage")
							.description("Time that the stages of a request take")
							.tag("stage", stage.toString())
							.tag("mode", mode.toString())
							.register(registry));
			}
			this.timers.put(stage, byMode);
		}
	}

	/**
	 * Runs one stage and measures it.
	 * @param <T> the type of the result
	 * @param stage the stage
	 * @param mode how the photo arrived
	 * @param work the work of the stage
	 * @return the result of the work
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
		catch (RejectedException ex) {
			// A rejection is an answer, not an error of the service.
			throw ex;
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
