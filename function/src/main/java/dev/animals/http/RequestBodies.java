package dev.animals.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.objects.StoredObject;
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

	/** How much of a rejected body is read, as a multiple of the largest body. */
	private static final int DISCARDED_BODIES = 4;

	private final HttpSettings settings;

	private final BodyReader reader;

	private final BodyMemory memory;

	private final BodyMemory memoryOfBatches;

	RequestBodies(HttpSettings settings) {
		this.settings = settings;
		this.reader = new BodyReader(settings);
		this.memory = new BodyMemory((int) Math.min(Integer.MAX_VALUE, settings.bodies().toBytes() / Body.UNIT));
		this.memoryOfBatches = this.memory.half();
	}

	/**
	 * Reads the body of a request. If it is compressed, the limits apply both to the body
	 * as it arrives and to the decompressed body.
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
		return read(request, new Body(this.memory, type.contains("json") ? JSON_FACTOR : 1), BodyReader.TRUSTED_LENGTH);
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

	/**
	 * Reads an object within the limits of a photo in a request.
	 * @param object the object
	 * @return the body; close it when the request has been answered
	 * @throws RejectedException if the object is too large, or if the memory for bodies
	 * is in use
	 * @throws IOException if the connection is lost or too slow
	 */
	Body read(StoredObject object) throws IOException {
		if (object.length() > this.settings.body().toBytes()) {
			throw this.reader.tooLarge();
		}
		Body body = new Body(this.memory, 1);
		try {
			this.reader.fill(body, this.reader.bounded(object.bytes()), object.length(), BodyReader.TRUSTED_LENGTH);
			if (body.length() < object.length()) {
				throw new EOFException("The connection was lost");
			}
			return body;
		}
		catch (IOException | RejectedException ex) {
			body.close();
			throw ex;
		}
	}

	private Body read(HttpServletRequest request, Body body, int trustedLength) {
		long announced = request.getContentLengthLong();
		if (announced > this.settings.body().toBytes()) {
			discard(request);
			throw this.reader.tooLarge();
		}
		ContentCoding coding = ContentCoding.of(request);
		try (InputStream in = coding.decode(this.reader.bounded(request.getInputStream()))) {
			this.reader.fill(body, in, coding.decodedLength(announced), trustedLength);
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
			discard(request);
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
		byte[] buffer = new byte[BodyReader.FIRST_BUFFER];
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

	/** The servlet container wraps the exception of the socket. */
	private static boolean stalled(IOException ex) {
		return ex instanceof SocketTimeoutException || ex.getCause() instanceof SocketTimeoutException;
	}

	private RejectedException tooSlow() {
		return new RejectedException(Reason.SLOW_UPLOAD,
				"The body took longer than %d seconds to arrive. Send it again."
					.formatted(this.settings.upload().toSeconds()));
	}

}
