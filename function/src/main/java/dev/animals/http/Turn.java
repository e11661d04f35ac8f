package dev.animals.http;

import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits for a thread of the {@link PredictionPool}. It runs within the trace of
 * the caller.
 *
 * @param <T> the type of the result
 */
final class Turn<T> extends FutureTask<T> implements Comparable<Turn<?>> {

	private final long order;

	/**
	 * Creates a turn.
	 * @param order turns with lower numbers run first
	 * @param work the work
	 * @param caller the observation of the caller, if there is one
	 */
	Turn(long order, Supplier<T> work, @Nullable Observation caller) {
		super(() -> {
			try (Observation.Scope _ = (caller != null) ? caller.openScope() : Observation.Scope.NOOP) {
				return work.get();
			}
		});
		this.order = order;
	}

	@Override
	public int compareTo(Turn<?> other) {
		return Long.compare(this.order, other.order);
	}

}
