package dev.animals.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.cloudevents.CloudEvent;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Finds the photo in a form (RFC 7578). {@link RequestBodies} has already read the whole
 * body, within the same limits as any other body. The servlet container would read forms
 * without these limits, and write parts of them to disk.
 */
final class ImageForm {

	private static final String PART = "image";

	private static final String EXAMPLE = "The command curl -F image=@photo.jpg HOST/classify sends one photo.";

	private static final int MOST_HEADER_BYTES = 10 << 10;

	private static final int MOST_HEADERS = 100;

	/** Strict parsing makes a part that ends without a boundary an error. */
	private static final MimeConfig CONFIG = MimeConfig.custom()
		.setStrictParsing(true)
		.setMaxLineLen(MOST_HEADER_BYTES)
		.setMaxHeaderLen(MOST_HEADER_BYTES)
		.setMaxHeaderCount(MOST_HEADERS)
		.build();

	/** The part named {@value #PART}. */
	private @Nullable CloudEvent image;

	/** The first file in a part with another name. */
	private @Nullable CloudEvent file;

	private int images;

	private int files;

	private boolean hasParts;

	private ImageForm() {
	}

	/**
	 * Reads the part named {@value #PART} or, if there is none, the only file.
	 * @param headers the headers of the request
	 * @param body the form
	 * @return an event whose data is the content of the part
	 * @throws RejectedException if the form is malformed, if it has no such part, or if
	 * it has several
	 */
	static CloudEvent read(HttpHeaders headers, byte[] body) {
		ImageForm form = new ImageForm();
		form.readParts(String.valueOf(headers.getFirst(HttpHeaders.CONTENT_TYPE)), body);
		return form.photo();
	}

	private void readParts(String contentType, byte[] body) {
		MimeTokenStream form = newStream();
		form.parseHeadless(new ByteArrayInputStream(body), contentType);
		if (form.getState() != EntityState.T_START_MULTIPART) {
			throw new RejectedException(Reason.INVALID_PARAMETER,
					"The Content-Type of a form must name its boundary. " + EXAMPLE);
		}
		// Each raw part gets a separate parser, because only that limits the length of a
		// header.
		form.setRecursionMode(RecursionMode.M_RAW);
		try {
			while (form.next() != EntityState.T_END_OF_STREAM) {
				if (form.getState() == EntityState.T_RAW_ENTITY) {
					this.hasParts = true;
					readPart(form.getInputStream());
				}
			}
		}
		catch (IOException | MimeException ex) {
			// Faults after a complete photo do not matter.
			if (this.hasParts && this.images == 0 && this.files == 0) {
				throw new RejectedException(Reason.INVALID_PARAMETER, "The form is malformed or truncated. " + EXAMPLE);
			}
		}
	}

	private void readPart(InputStream bytes) throws IOException, MimeException {
		MimeTokenStream part = newStream();
		part.setRecursionMode(RecursionMode.M_FLAT);
		part.parse(bytes);
		PartHeaders headers = PartHeaders.read(part);
		if (PART.equals(headers.name())) {
			CloudEvent photo = PlainPhotos.wrap(part.getDecodedInputStream().readAllBytes(), headers.type());
			this.images++;
			this.image = photo;
			this.file = null;
		}
		else if (headers.isFile() && this.images == 0) {
			CloudEvent photo = (this.files == 0)
					? PlainPhotos.wrap(part.getDecodedInputStream().readAllBytes(), headers.type()) : null;
			this.files++;
			this.file = photo;
		}
	}

	private CloudEvent photo() {
		int photos = (this.images > 0) ? this.images : this.files;
		if (photos > 1) {
			throw new RejectedException(Reason.INVALID_PARAMETER,
					("The form has %d files, but each request takes one photo. %s"
							+ " Send several photos as a batch of CloudEvents.")
						.formatted(photos, EXAMPLE));
		}
		CloudEvent photo = (this.image != null) ? this.image : this.file;
		if (photo == null) {
			throw new RejectedException(Reason.EMPTY, "The form has no part named image and no file. " + EXAMPLE);
		}
		return photo;
	}

	private static MimeTokenStream newStream() {
		return new MimeTokenStream(CONFIG, DecodeMonitor.SILENT, null);
	}

}
