package dev.animals.inference;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A response to a request for inference.
 *
 * @param model the name of the model, as the request says it
 * @param version the version of the model
 * @param identity the name, version and precision of the model. KServe's client drops the
 * version, but not parameters.
 * @param id the id of the request
 * @param outputs the outputs in the requested order
 */
public record InferenceResponse(String model, String version, String identity, String id, List<OutputTensor> outputs) {

	/**
	 * Writes the response.
	 * @param mapper writes JSON
	 * @return the response in bytes
	 */
	public Encoded encode(JsonMapper mapper) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		List<byte[]> binaries = new ArrayList<>();
		try (JsonGenerator json = mapper.createGenerator(body)) {
			json.writeStartObject();
			json.writeStringProperty("model_name", this.model);
			json.writeStringProperty("model_version", this.version);
			json.writeStringProperty("id", this.id);
			json.writeObjectPropertyStart("parameters");
			json.writeStringProperty("model", this.identity);
			json.writeEndObject();
			json.writeArrayPropertyStart("outputs");
			this.outputs.forEach((output) -> write(output, json, binaries));
			json.writeEndArray();
			json.writeEndObject();
		}
		int jsonLength = body.size();
		binaries.forEach(body::writeBytes);
		return new Encoded(body.toByteArray(), jsonLength, !binaries.isEmpty());
	}

	private static void write(OutputTensor output, JsonGenerator json, List<byte[]> binaries) {
		json.writeStartObject();
		json.writeStringProperty("name", output.name());
		json.writeStringProperty("datatype", output.values().datatype());
		json.writeArrayPropertyStart("shape");
		output.shape().forEach(json::writeNumber);
		json.writeEndArray();
		if (output.binary()) {
			byte[] binary = output.values().binary();
			binaries.add(binary);
			json.writeObjectPropertyStart("parameters");
			json.writeNumberProperty("binary_data_size", binary.length);
			json.writeEndObject();
		}
		else {
			json.writeArrayPropertyStart("data");
			output.values().writeTo(json);
			json.writeEndArray();
		}
		json.writeEndObject();
	}

	/**
	 * A response in bytes. The record does not copy its array.
	 *
	 * @param body JSON, followed by the binary outputs in order
	 * @param jsonLength the length of the JSON in bytes
	 * @param isBinary whether an output is binary
	 */
	@SuppressWarnings("ArrayRecordComponent")
	public record Encoded(byte[] body, int jsonLength, boolean isBinary) {
	}

}
