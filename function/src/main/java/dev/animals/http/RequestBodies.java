package dev.animals.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Reads the bodies of requests as bytes. The size of a body, the time that it takes to
 * arrive and the memory of all bodies together are limited. For a single photo, memory is
 * reserved as its bytes arrive, so a sender cannot occupy memory by announcing a large
 * body.
 * <p>
 * Batches and inference requests take at most half of the memory, so that they leave room
 * for single photos. They reserve their announced length at once. Otherwise several
 * half-read batches could fill their half of the memory, and none could finish.
 */
class RequestBodies {

	private static final Logger logger = LoggerFactory.getLogger(RequestBodies.class);

	/** JSON is in memory as bytes, characters, a string and decoded bytes at once. */
	private static final int JSON_FACTOR = 6;

	/**
	 * The body, a copy of each member, and what one member needs while it is parsed. A
	 * batch with a single large member needs more, but only one member for each predictor
	 * is parsed at a time.
	 */
	private static final int BATCH_FACTOR = 3;

	private static final int FIRST_BUFFER = 64 << 10;

	/**
	 * The most bytes that are reserved for a single photo because of its announced length
	 * alone.
	 */
	private static final int TRUSTED_LENGTH = 1 << 20;

	/** How much of a rejected body is read, as a multiple of the largest body. */
	private static final int DISCARDED_BODIES = 4;

	private final HttpSettings settings;

	private final BodyMemory memory;

	private final BodyMemory memoryOfBatches;

	RequestBodies(HttpSettings settings) {
		this.settings = settings;
		this.memory = new BodyMemory((int) Math.min(Integer.MAX_VALUE, settings.bodies().toBytes() / Body.UNIT));
		this.memoryOfBatches = this.memory.half();
	}

	/**
	 * Reads the body of a request. If it is compressed, the limits apply to the
	 * decompressed body.
	 * @param request the request
	 * @return the body; close it when the request has been answered
	 * @throws RejectedException if the body is too large, too slow or compressed in
	 * another way, or if the memory for bodies is in use
	 * @throws UncheckedIOException if the connection is lost
	 */
	Body read(HttpServletRequest request) {
		String type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
		if (type.startsWith(RequestEvents.BATCH.toString())) {
			return readBatch(request, BATCH_FACTOR);
		}
		return read(request, new Body(this.memory, type.contains("json") ? JSON_FACTOR : 1), TRUSTED_LENGTH);
	}

	/**
	 * Reads the body of a request that may have several photos, as
	 * {@link #read(HttpServletRequest)} does.
	 * @param request the request
	 * @param copies how many copies of the body will be in memory at once
	 * @return the body; close it when the request has been answered
	 */
	Body readBatch(HttpServletRequest request, int copies) {
		return read(request, new Body(this.memoryOfBatches, copies), Integer.MAX_VALUE);
	}

	private Body read(HttpServletRequest request, Body body, int trustedLength) {
		long limit = this.settings.body().toBytes();
		long announced = request.getContentLengthLong();
		if (announced > limit) {
			discard(request);
			throw tooLarge();
		}
		ContentCoding coding = ContentCoding.of(request);
		try {
			fill(body, coding.decode(request.getInputStream()), coding.decodedLength(announced), (int) limit,
					trustedLength);
			return body;
		}
		catch (IOException ex) {
			body.close();
			if (coding.isBroken(ex)) {
				discard(request);
				throw new RejectedException(Reason.UNSUPPORTED_ENCODING,
						"The body is not compressed as the header Content-Encoding says. Send the photo without this"
								+ " header.");
			}
			throw stalled(ex) ? tooSlow() : new UncheckedIOException(ex);
		}
		catch (RejectedException ex) {
			body.close();
			if (ex.reason() != Reason.SLOW_UPLOAD) {
				discard(request);
			}
			throw ex;
		}
	}

	/**
	 * Reads the rest of a rejected body without keeping it. If the connection were closed
	 * while the sender is still sending, the sender would not see the answer. Nothing is
	 * read if the sender waits for permission to send its body.
	 * @param request the request, whose body may be read in part
	 */
	void discard(HttpServletRequest request) {
		if (request.getHeader("Expect") != null) {
			return;
		}
		long deadline = System.nanoTime() + this.settings.upload().toNanos();
		byte[] buffer = new byte[FIRST_BUFFER];
		long most = DISCARDED_BODIES * this.settings.body().toBytes();
		try {
			InputStream in = request.getInputStream();
			for (long read = in.read(buffer); read >= 0 && most > 0
					&& System.nanoTime() < deadline; read = in.read(buffer)) {
				most -= read;
			}
		}
		catch (IOException ex) {
			logger.debug("Cannot read the rest of a rejected body", ex);
		}
	}

	private void fill(Body body, InputStream in, long announced, int limit, int trustedLength) throws IOException {
		long deadline = System.nanoTime() + this.settings.upload().toNanos();
		// One byte more than the limit shows that the body is larger than the limit.
		int most = (announced < 0) ? limit + 1 : (int) announced;
		resize(body, Math.min(most, (announced < 0) ? FIRST_BUFFER : trustedLength));
		while (body.length() < most && body.read(in)) {
			if (System.nanoTime() > deadline) {
				throw tooSlow();
			}
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

	/** The servlet container wraps the exception of the socket. */
	private static boolean stalled(IOException ex) {
		return ex instanceof SocketTimeoutException || ex.getCause() instanceof SocketTimeoutException;
	}

	private RejectedException tooLarge() {
		return new RejectedException(Reason.TOO_LARGE,
				"The body is larger than the limit of %d bytes.".formatted(this.settings.body().toBytes()));
	}

	private RejectedException tooSlow() {
		return new RejectedException(Reason.SLOW_UPLOAD,
				"The body took longer than %d seconds to arrive. Send it again."
					.formatted(this.settings.upload().toSeconds()));
	}

}
