package dev.animals.inference;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import tools.jackson.core.JsonGenerator;

/**
 * The elements of an output.
 */
public sealed interface TensorValues {

	/** Returns the datatype of the protocol. */
	String datatype();

	/** Writes the elements into a JSON array that was started. */
	void writeTo(JsonGenerator json);

	/** Returns the elements in binary, little-endian. */
	byte[] binary();

	/**
	 * Numbers.
	 *
	 * @param rows the rows, all of the same length
	 */
	record Numbers(List<float[]> rows) implements TensorValues {

		@Override
		public String datatype() {
			return "FP32";
		}

		@Override
		public void writeTo(JsonGenerator json) {
			for (float[] row : this.rows) {
				for (float number : row) {
					json.writeNumber(number);
				}
			}
		}

		@Override
		public byte[] binary() {
			int size = this.rows.stream().mapToInt((row) -> row.length).sum();
			ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * size).order(ByteOrder.LITTLE_ENDIAN);
			for (float[] row : this.rows) {
				bytes.asFloatBuffer().put(row);
				bytes.position(bytes.position() + Float.BYTES * row.length);
			}
			return bytes.array();
		}

	}

	/**
	 * Strings.
	 *
	 * @param elements the strings
	 */
	record Texts(List<String> elements) implements TensorValues {

		@Override
		public String datatype() {
			return "BYTES";
		}

		@Override
		public void writeTo(JsonGenerator json) {
			this.elements.forEach(json::writeString);
		}

		@Override
		public byte[] binary() {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			for (String element : this.elements) {
				byte[] text = element.getBytes(StandardCharsets.UTF_8);
				bytes.writeBytes(
						ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(text.length).array());
				bytes.writeBytes(text);
			}
			return bytes.toByteArray();
		}

	}

}
