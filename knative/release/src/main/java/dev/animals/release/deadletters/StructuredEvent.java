package dev.animals.release.deadletters;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Separates the attributes and the data of an event in structured mode. The data goes
 * from file to file in pieces, because an event may be nearly as large as the heap.
 */
final class StructuredEvent {

	/**
	 * The size of the request limits the length of texts. Names are not canonicalized,
	 * because a sender could fill the memory with names.
	 */
	private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
		.build());

	private StructuredEvent() {
	}

	/**
	 * Reads an event.
	 * @param event the file with the event in JSON
	 * @param data the file that gets its data: the bytes of {@code data_base64}, the text
	 * of {@code data}, or {@code data} in JSON
	 * @throws MalformedEventException if the file is not an event in JSON
	 */
	static Attributes read(Path event, Path data) throws IOException {
		SortedMap<String, String> values = new TreeMap<>();
		long length = 0;
		try (JsonParser parser = MAPPER.createParser(event)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw new MalformedEventException("The body is not a CloudEvent in JSON.");
			}
			for (String name = parser.nextName(); name != null; name = parser.nextName()) {
				JsonToken token = parser.nextToken();
				if (name.equals("data_base64") || name.equals("data")) {
					write(parser, name, data);
				}
				else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
					length += name.length() + parser.getStringLength();
					Attributes.checkLength(length);
					values.put(name, parser.getString());
				}
				else {
					parser.skipChildren();
				}
			}
		}
		catch (JacksonException ex) {
			// The message of the exception would quote the event.
			throw new MalformedEventException("The body is not a CloudEvent in JSON.");
		}
		return Attributes.checked(values);
	}

	private static void write(JsonParser parser, String name, Path data) throws IOException {
		if (name.equals("data_base64")) {
			try (OutputStream out = Files.newOutputStream(data)) {
				parser.readBinaryValue(out);
			}
		}
		else if (parser.currentToken() == JsonToken.VALUE_STRING) {
			try (Writer out = Files.newBufferedWriter(data)) {
				parser.getString(out);
			}
		}
		else {
			try (OutputStream out = Files.newOutputStream(data); JsonGenerator json = MAPPER.createGenerator(out)) {
				json.copyCurrentStructure(parser);
			}
		}
	}

}
