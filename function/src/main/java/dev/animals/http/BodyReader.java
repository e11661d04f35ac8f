package dev.animals.http;

import java.io.IOException;
import java.io.InputStream;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Reads streams into bodies, within the limits of one body.
 */
final class BodyReader {

	static final int FIRST_BUFFER = 64 << 10;

	/**
	 * The most bytes that are reserved for a single photo because of its announced length
	 * alone.
	 */
	static final int TRUSTED_LENGTH = 1 << 20;

	private final HttpSettings settings;

	BodyReader(HttpSettings settings) {
		this.settings = settings;
	}

	/**
	 * Limits the time and the bytes of a stream as it arrives. A compressed body may need
	 * many bytes that decode to nothing.
	 * @param in the stream
	 * @return a stream that throws the exceptions of {@link #fill}
	 */
	InputStream bounded(InputStream in) {
		long deadline = System.nanoTime() + this.settings.upload().toNanos();
		return new BoundedStream(in, deadline, this.settings.body().toBytes(), this::tooLarge);
	}

	/**
	 * Reads a stream to its end or to its announced length.
	 * @param body the empty body to fill
	 * @param in the stream, from {@link #bounded} or decoded from one
	 * @param announced the length in bytes, at most the limit, or -1 if it is unknown
	 * @param trustedLength the most bytes to reserve because of the announced length
	 * alone
	 * @throws RejectedException if the body is too large, or if the memory for bodies is
	 * in use
	 * @throws java.net.SocketTimeoutException if the body takes too long to arrive
	 * @throws IOException if the stream throws it
	 */
	void fill(Body body, InputStream in, long announced, int trustedLength) throws IOException {
		int limit = (int) this.settings.body().toBytes();
		// One byte more than the limit shows that the body is larger than the limit.
		int most = (announced < 0) ? limit + 1 : (int) announced;
		resize(body, Math.min(most, (announced < 0) ? FIRST_BUFFER : trustedLength));
		while (body.length() < most && body.read(in)) {
			if (body.isFull()) {
				resize(body, Math.min(2 * body.length(), most));
			}
		}
		if (body.length() > limit) {
			throw tooLarge();
		}
		resize(body, body.length());
	}

	private static void resize(Body body, int capacity) {
		if (!body.resize(capacity)) {
			throw new RejectedException(Reason.OVERLOADED,
					"The memory for request bodies is in use by other requests. Try again.");
		}
	}

	RejectedException tooLarge() {
		return new RejectedException(Reason.TOO_LARGE,
				"The body is larger than the limit of %d bytes.".formatted(this.settings.body().toBytes()));
	}

}
