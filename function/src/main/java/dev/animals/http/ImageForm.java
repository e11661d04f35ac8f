package dev.animals.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.cloudevents.CloudEvent;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.MimeParameterMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Finds the photo in a form (RFC 7578). {@link RequestBodies} has read the whole body
 * before, within the same limits as any other body. The servlet container would read
 * forms without these limits, partly to disk.
 */
final class ImageForm {

	private static final String PART = "image";

	private static final int MOST_HEADER_BYTES = 10 << 10;

	private static final int MOST_HEADERS = 100;

	/** Strict parsing makes a part that ends without a boundary an error. */
	private static final MimeConfig CONFIG = MimeConfig.custom()
		.setStrictParsing(true)
		.setMaxLineLen(MOST_HEADER_BYTES)
		.setMaxHeaderLen(MOST_HEADER_BYTES)
		.setMaxHeaderCount(MOST_HEADERS)
		.build();

	private ImageForm() {
	}

	/**
	 * Reads the first part named {@value #PART}.
	 * @param headers the headers of the request
	 * @param body the form
	 * @return an event whose data is the content of the part
	 * @throws RejectedException if the form is malformed or has no such part
	 */
	static CloudEvent read(HttpHeaders headers, byte[] body) {
		MimeTokenStream form = newStream();
		form.parseHeadless(new ByteArrayInputStream(body), String.valueOf(headers.getFirst(HttpHeaders.CONTENT_TYPE)));
		if (form.getState() != EntityState.T_START_MULTIPART) {
			throw new RejectedException(Reason.INVALID_PARAMETER, "The Content-Type of a form must name its boundary.");
		}
		// Each raw part gets a separate parser, because only that limits the length of a
		// header.
		form.setRecursionMode(RecursionMode.M_RAW);
		boolean hasParts = false;
		try {
			while (form.next() != EntityState.T_END_OF_STREAM) {
				if (form.getState() == EntityState.T_RAW_ENTITY) {
					hasParts = true;
					CloudEvent photo = photo(form.getInputStream());
					if (photo != null) {
						return photo;
					}
				}
			}
		}
		catch (IOException | MimeException ex) {
			if (hasParts) {
				throw new RejectedException(Reason.INVALID_PARAMETER, "The form is malformed or truncated.");
			}
		}
		throw new RejectedException(Reason.EMPTY, "The form has no part named image. Send the photo in that part.");
	}

	/**
	 * Returns the content of a part as an event, or null if the part has another name.
	 */
	private static @Nullable CloudEvent photo(InputStream bytes) throws IOException, MimeException {
		MimeTokenStream part = newStream();
		part.setRecursionMode(RecursionMode.M_FLAT);
		part.parse(bytes);
		String name = null;
		String type = null;
		while (part.next() != EntityState.T_BODY) {
			if (part.getState() == EntityState.T_FIELD) {
				Field field = part.getField();
				switch (field.getNameLowerCase()) {
					case "content-disposition" -> name = name(field);
					case "content-type" -> type = field.getBody();
					default -> {
					}
				}
			}
		}
		return PART.equals(name) ? RequestEvents.wrap(part.getDecodedInputStream().readAllBytes(), type) : null;
	}

	/**
	 * Returns the parameter {@code name}, which RFC 2231 allows to encode and to split.
	 * Other parameters are not decoded, because clients send malformed file names.
	 */
	private static @Nullable String name(Field disposition) {
		MimeParameterMapping parameters = new MimeParameterMapping();
		RawFieldParser.DEFAULT.parseRawBody(new RawField(disposition.getName(), disposition.getBody()))
			.getParams()
			.forEach((parameter) -> parameters.addParameter(parameter.getName(), parameter.getValue()));
		return parameters.get("name");
	}

	private static MimeTokenStream newStream() {
		return new MimeTokenStream(CONFIG, DecodeMonitor.SILENT, null);
	}

}
