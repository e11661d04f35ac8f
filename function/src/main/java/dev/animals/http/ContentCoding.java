package dev.animals.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * The compression of a request's body (RFC 9110 §8.4).
 */
enum ContentCoding {

	/** The body is not compressed. */
	IDENTITY,

	/** The body is compressed with gzip (RFC 1952). */
	GZIP,

	/** The body is compressed with deflate in the format of zlib (RFC 1950). */
	DEFLATE,

	/** The body is compressed in a way that the service does not support. */
	OTHER;

	/**
	 * Returns the coding that a request declares.
	 * @param request the request
	 * @return the coding
	 */
	static ContentCoding of(HttpServletRequest request) {
		String coding = Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_ENCODING), "");
		return switch (coding.strip().toLowerCase(Locale.ROOT)) {
			case "", "identity" -> IDENTITY;
			case "gzip", "x-gzip" -> GZIP;
			case "deflate" -> DEFLATE;
			default -> OTHER;
		};
	}

	/**
	 * Decodes a body while it is read.
	 * @param body the body as it arrives
	 * @return the decoded body
	 * @throws IOException if the body does not begin as it should
	 * @throws RejectedException if the service does not support the coding
	 */
	InputStream decode(InputStream body) throws IOException {
		return switch (this) {
			case IDENTITY -> body;
			case GZIP -> new GZIPInputStream(body);
			case DEFLATE -> new InflaterInputStream(body);
			case OTHER -> throw new RejectedException(Reason.UNSUPPORTED_ENCODING,
					"The service reads bodies with the Content-Encoding gzip or deflate or without any, but this is"
							+ " another. A photo is compressed already, so send it without this header.");
		};
	}

	/**
	 * Returns the length of the decoded body.
	 * @param announced the length of the body in bytes, or -1 if it is unknown
	 * @return the length in bytes, or -1 if it is unknown
	 */
	long decodedLength(long announced) {
		return switch (this) {
			case IDENTITY -> announced;
			case GZIP, DEFLATE, OTHER -> -1;
		};
	}

	/**
	 * Returns whether an exception means that the body is not encoded as declared.
	 * @param exception an exception that reading the body threw
	 * @return whether the sender has to correct the body
	 */
	boolean isBroken(IOException exception) {
		return (this == GZIP || this == DEFLATE)
				&& (exception instanceof ZipException || exception instanceof EOFException);
	}

}
