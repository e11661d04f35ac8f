package dev.animals.rejection;

/**
 * Rejects a request for a reason that the sender can act on. Only the edges of the
 * service catch it: the error handler of HTTP, the function, and the loop over the
 * members of a batch. They describe it as a {@link Problem}.
 * <p>
 * It has no stack trace, because rejections are part of normal operation and the reason
 * and the detail say where they come from.
 */
public final class RejectedException extends RuntimeException {

	private final Reason reason;

	private final String detail;

	/**
	 * Creates a rejection.
	 * @param reason the reason, which is counted
	 * @param detail a sentence for the sender that says what is wrong and how to correct
	 * it; it never repeats the value of a request header, which may be confidential
	 */
	public RejectedException(Reason reason, String detail) {
		super(detail, null, false, false);
		this.reason = reason;
		this.detail = detail;
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
	 * @return what is wrong and how to correct it
	 */
	public String detail() {
		return this.detail;
	}

}
