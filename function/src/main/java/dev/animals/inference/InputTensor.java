package dev.animals.inference;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The input of a request, as its JSON describes it.
 */
final class InputTensor {

	private static final String NAME = "image";

	private static final int MOST_DIMENSIONS = 4;

	private final int batch;

	private String name = "";

	private String datatype = "";

	private final List<Integer> shape = new ArrayList<>();

	private @Nullable TensorData data;

	/** The size of the binary data in bytes; -1 without any. */
	private int binarySize = -1;

	private InputTensor(int batch) {
		this.batch = batch;
	}

	/**
	 * Reads the input at the current token.
	 * @param json the JSON of the request
	 * @param batch the largest number of photos in a request
	 * @return the input
	 */
	static InputTensor read(JsonReader json, int batch) {
		InputTensor input = new InputTensor(batch);
		json.object("An input", (member) -> input.readMember(json, member));
		if (!input.name.equals(NAME)) {
			throw Malformed.because("unexpected inference input %s: the only input is 'image'.",
					Malformed.shown(input.name, "of another name"));
		}
		return input;
	}

	private void readMember(JsonReader json, String member) {
		switch (member) {
			case "name" -> this.name = json.text("The name of an input");
			case "datatype" -> this.datatype = json.text("The datatype of an input");
			case "shape" -> json.array("The shape of an input", () -> {
				this.shape.add(json.number("Each dimension of a shape", 1));
				if (this.shape.size() > MOST_DIMENSIONS) {
					throw Malformed.because("The shape of the input 'image' has more than four dimensions.");
				}
			});
			case "data" -> {
				this.data = new TensorData(this.batch);
				this.data.read(json.parser());
			}
			case "parameters" -> json.object("The parameters of an input", (parameter) -> {
				if (parameter.equals("binary_data_size")) {
					this.binarySize = json.number("The parameter binary_data_size", 0);
				}
				json.skip();
			});
			default -> json.skip();
		}
	}

	/**
	 * Returns the photos in this input.
	 * @param binary the bytes that follow the JSON
	 * @return the encoded photos, at least one
	 */
	List<byte[]> photos(byte[] binary) {
		boolean isBytes = this.datatype.equals("BYTES");
		if (!isBytes && !this.datatype.equals("UINT8")) {
			throw Malformed.because("The input 'image' takes BYTES or UINT8, not %s; send the file's bytes.",
					Malformed.shown(this.datatype, "another datatype"));
		}
		TensorData json = this.data;
		if (json != null && this.binarySize >= 0) {
			throw Malformed.because("The input 'image' has both data and binary_data_size; send one of them.");
		}
		if (json == null && this.binarySize < 0) {
			throw Malformed.because("The input 'image' has neither data nor the parameter binary_data_size.");
		}
		if (Math.max(0, this.binarySize) != binary.length) {
			throw Malformed.because(
					"The inputs announce %d bytes of binary data, but %d bytes follow the JSON. The header"
							+ " Inference-Header-Content-Length must be the size of the JSON in bytes.",
					Math.max(0, this.binarySize), binary.length);
		}
		Shape dimensions = new Shape(this.shape, this.batch);
		if (isBytes) {
			int photos = dimensions.elements();
			return dimensions.check((json != null) ? json.texts() : BinaryElements.split(binary, photos));
		}
		return dimensions.pictures((json != null) ? json.numbers() : binary);
	}

}
