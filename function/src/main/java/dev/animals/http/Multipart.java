package dev.animals.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import io.cloudevents.CloudEvent;
import org.apache.commons.fileupload2.core.MultipartInput;

import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;

import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Reason;

/**
 * Finds the picture in a form. The whole body has been read before, under the same bounds
 * as any other, which a servlet container's own reading of forms does not have.
 */
final class Multipart {

	private static final String PART = "image";

	private Multipart() {
	}

	/**
	 * Reads a form's part named {@value #PART}.
	 * @param type the body's type, with the boundary
	 * @param body the form
	 * @return an event with the part's bytes, or why there is none
	 */
	static Outcome<CloudEvent> read(MediaType type, byte[] body) {
		String boundary = type.getParameter("boundary");
		if (boundary == null) {
			return Outcome.rejected(Reason.INVALID_PARAMETER, "The form's type names no boundary.");
		}
		try {
			MultipartInput form = MultipartInput.builder()
				.setInputStream(new ByteArrayInputStream(body))
				.setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
				.get();
			for (boolean more = form.skipPreamble(); more; more = form.readBoundary()) {
				String headers = form.readHeaders();
				ByteArrayOutputStream part = new ByteArrayOutputStream();
				form.readBodyData(part);
				Optional<String> name = header(headers, "content-disposition").map(ContentDisposition::parse)
					.map(ContentDisposition::getName);
				if (name.filter(PART::equals).isPresent()) {
					return new Accepted<>(RequestEvents.wrap(part.toByteArray(), header(headers, "content-type")));
				}
			}
			return Outcome.rejected(Reason.EMPTY, "The form has no part named image.");
		}
		catch (IOException | IllegalArgumentException ex) {
			return Outcome.rejected(Reason.INVALID_PARAMETER, "The form is broken or ends too early.");
		}
	}

	private static Optional<String> header(String headers, String name) {
		return headers.lines()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
			.map((line) -> line.substring(name.length() + 1).strip())
			.findFirst();
	}

}
