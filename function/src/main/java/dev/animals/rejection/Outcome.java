package dev.animals.rejection;

import java.util.function.Function;

/**
 * What became of a request that may be refused: a value, or the reason why there is none.
 * Expected failure travels as this value; exceptions are for the unexpected.
 *
 * @param <T> what an accepted request yields
 */
public sealed interface Outcome<T> {

	/**
	 * Refuses.
	 * @param <T> what an accepted request would have yielded
	 * @param reason why, countable
	 * @param detail why, as a sentence for the sender; never holds a value of its headers
	 * @return the refusal
	 */
	static <T> Outcome<T> rejected(Reason reason, String detail) {
		return new Rejected<>(reason, detail);
	}

	/**
	 * Goes on with the value, where there is one.
	 * @param <U> what the next step yields
	 * @param next the next step, which may refuse in its turn
	 * @return what the next step yields, or this refusal
	 */
	default <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
		return switch (this) {
			case Accepted<T>(T value) -> next.apply(value);
			case Rejected<T>(Reason reason, String detail) -> new Rejected<>(reason, detail);
		};
	}

	/**
	 * The request was good.
	 *
	 * @param <T> what it yields
	 * @param value what it yields
	 */
	record Accepted<T>(T value) implements Outcome<T> {
	}

	/**
	 * The request was refused.
	 *
	 * @param <T> what an accepted request would have yielded
	 * @param reason why, countable
	 * @param detail why, as a sentence for the sender
	 */
	record Rejected<T>(Reason reason, String detail) implements Outcome<T> {
	}

}
