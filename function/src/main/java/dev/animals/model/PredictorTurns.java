package dev.animals.model;

import java.util.function.Supplier;

/**
 * Lets a thread that has no predictor of its own wait for one before it runs the network.
 * Threads that decode the photos of batches run within {@link #within}.
 */
public abstract class PredictorTurns {

	private static final ScopedValue<PredictorTurns> TURNS = ScopedValue.newInstance();

	/**
	 * Runs work that uses the network as soon as a predictor is free.
	 * @param <T> the type of the result
	 * @param work the work
	 * @return the result of the work
	 */
	protected abstract <T> T await(Supplier<T> work);

	/**
	 * Runs work whose predictions wait for these turns.
	 * @param <T> the type of the result
	 * @param work decodes photos, and calls {@link #take} for each prediction
	 * @return the result of the work
	 */
	public <T> T within(Supplier<T> work) {
		return ScopedValue.where(TURNS, this).call(work::get);
	}

	/**
	 * Runs a prediction, at once if this thread has a predictor of its own.
	 * @param <T> the type of the result
	 * @param prediction runs the network
	 * @return the result of the prediction
	 */
	public static <T> T take(Supplier<T> prediction) {
		return TURNS.isBound() ? TURNS.get().await(prediction) : prediction.get();
	}

}
