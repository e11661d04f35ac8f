package dev.animals.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Semaphore;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Outcome.Rejected;
import dev.animals.rejection.Reason;

/**
 * Reads bodies whole, as bytes, within bounds: the size of each, the time that it takes
 * to come, and the memory of all together. Memory is taken as bytes arrive, so that a
 * sender who announces much and sends little holds little.
 */
class RequestBodies {

	private static final Logger logger = LoggerFactory.getLogger(RequestBodies.class);

	/** A JSON text is held as bytes, characters, a string and decoded bytes at once. */
	private static final int JSON_FACTOR = 6;

	private static final int FIRST_BUFFER = 64 << 10;

	/** What an announced length is believed, before bytes arrive. */
	private static final int TRUSTED_LENGTH = 1 << 20;

	/** How many of the largest bodies are read of one that is refused. */
	private static final int DISCARDED_BODIES = 4;

	private final HttpSettings settings;

	private final int allMemory;

	private final Semaphore memory;

	RequestBodies(HttpSettings settings) {
		this.settings = settings;
		this.allMemory = (int) Math.min(Integer.MAX_VALUE, settings.bodies().toBytes() / Body.UNIT);
		this.memory = new Semaphore(this.allMemory);
	}

	/**
	 * Reads a request's body.
	 * @param request the request
	 * @return the body, to be closed when the request has been answered, or why there is
	 * none
	 * @throws UncheckedIOException when the sender went away
	 */
	Outcome<Body> read(HttpServletRequest request) {
		long limit = this.settings.body().toBytes();
		long announced = request.getContentLengthLong();
		if (announced > limit) {
			discard(request);
			return tooLarge();
		}
		String type = request.getContentType();
		Body body = new Body(this.memory, this.allMemory, (type != null && type.contains("json")) ? JSON_FACTOR : 1);
		Outcome<Body> outcome;
		try {
			outcome = fill(body, request, announced, (int) limit);
		}
		catch (IOException ex) {
			body.close();
			if (!stalled(ex)) {
				throw new UncheckedIOException(ex);
			}
			return tooSlow();
		}
		if (outcome instanceof Rejected<Body>(Reason reason, String _)) {
			body.close();
			if (reason != Reason.SLOW_UPLOAD) {
				discard(request);
			}
		}
		return outcome;
	}

	/**
	 * Reads on without keeping anything: a sender that is still sending when its
	 * connection is closed loses the answer. One that waits for a go-ahead has sent
	 * nothing yet.
	 */
	private void discard(HttpServletRequest request) {
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
			logger.debug("A refused body did not end", ex);
		}
	}

	private Outcome<Body> fill(Body body, HttpServletRequest request, long announced, int limit) throws IOException {
		long deadline = System.nanoTime() + this.settings.upload().toNanos();
		// One byte more than the limit shows that there is more than the limit.
		int most = (announced < 0) ? limit + 1 : (int) announced;
		if (!body.resize(Math.min(most, (announced < 0) ? FIRST_BUFFER : TRUSTED_LENGTH))) {
			return full();
		}
		InputStream in = request.getInputStream();
		while (body.length() < most && body.read(in)) {
			if (System.nanoTime() > deadline) {
				return tooSlow();
			}
			if (body.isFull() && !body.resize(Math.min(2 * body.length(), most))) {
				return full();
			}
		}
		if (body.length() > limit) {
			return tooLarge();
		}
		return body.resize(body.length()) ? new Accepted<>(body) : full();
	}

	/** The container wraps what the socket throws when nothing comes for too long. */
	private static boolean stalled(IOException ex) {
		return ex instanceof SocketTimeoutException || ex.getCause() instanceof SocketTimeoutException;
	}

	private Outcome<Body> tooLarge() {
		return Outcome.rejected(Reason.TOO_LARGE,
				"The body is larger than %d bytes.".formatted(this.settings.body().toBytes()));
	}

	private Outcome<Body> tooSlow() {
		return Outcome.rejected(Reason.SLOW_UPLOAD,
				"The body took longer than %d seconds to arrive.".formatted(this.settings.upload().toSeconds()));
	}

	private static Outcome<Body> full() {
		return Outcome.rejected(Reason.OVERLOADED, "Too many bodies are being read; try again.");
	}

}
