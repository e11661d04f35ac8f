package dev.animals.http;

import java.io.IOException;
import java.util.Locale;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.MimeParameterMapping;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a part of a form.
 *
 * @param name the name of the part; null if it has none
 * @param type the declared type of its content; null if none is declared
 * @param isFile whether the part is a file and not the value of a field
 */
record PartHeaders(@Nullable String name, @Nullable String type, boolean isFile) {

	/**
	 * Reads headers up to the content of the part.
	 * @param part the part; afterwards its content is the next to be read
	 * @return the headers
	 * @throws IOException never, because the part is in memory
	 * @throws MimeException if the headers are malformed or too long
	 */
	static PartHeaders read(MimeTokenStream part) throws IOException, MimeException {
		String name = null;
		String type = null;
		boolean isFile = false;
		while (part.next() != EntityState.T_BODY) {
			if (part.getState() == EntityState.T_FIELD) {
				Field field = part.getField();
				switch (field.getNameLowerCase()) {
					case "content-disposition" -> {
						name = name(field);
						isFile |= field.getBody().toLowerCase(Locale.ROOT).contains("filename");
					}
					case "content-type" -> {
						type = field.getBody();
						isFile |= type.toLowerCase(Locale.ROOT).startsWith("image/");
					}
					default -> {
					}
				}
			}
		}
		return new PartHeaders(name, type, isFile);
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

}
