package dev.animals.rejection;

import java.util.List;

/**
 * Rejects a request for a reason that the sender can act on. Only the edges of the
 * service answer it: the error handler of HTTP, the function, and the loop over the
 * members of a batch. They describe it as a {@link Problem}.
 * <p>
 * It has no stack trace, because rejections are part of normal operation and the reason
 * and the detail say where they come from.
 */
public final class RejectedException extends RuntimeException {

	private final Reason reason;

	private final String detail;

	private final List<String> suggestions;

	/**
	 * Creates a rejection.
	 * @param reason the reason, which is counted
	 * @param detail a sentence for the sender that says what is wrong and how to correct
	 * it; it never repeats the value of a request header, which may be confidential
	 */
	public RejectedException(Reason reason, String detail) {
		this(reason, detail, List.of());
	}

	/**
	 * Creates a rejection that offers values to send instead.
	 * @param reason the reason, which is counted
	 * @param detail a sentence for the sender, as in the other constructor
	 * @param suggestions the values, best first
	 */
	public RejectedException(Reason reason, String detail, List<String> suggestions) {
		super(detail, null, false, false);
		this.reason = reason;
		this.detail = detail;
		this.suggestions = List.copyOf(suggestions);
	}

	/**
	 * Returns the reason.
	 * @return the reason, which is counted
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Returns the sentence for the sender.
	 * @return a sentence that says what is wrong and how to correct it
	 */
	public String detail() {
		return this.detail;
	}

	/**
	 * Returns the values that the sender may send instead.
	 * @return the values, best first, often none
	 */
	public List<String> suggestions() {
		return this.suggestions;
	}

}
