package dev.animals.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.rejection.RejectedException;

/**
 * Reads requests for inference.
 */
public class RequestReader {

	private final JsonMapper mapper;

	private final int batch;

	/**
	 * Creates a reader.
	 * @param mapper reads JSON
	 * @param batch the largest number of photos in a request
	 */
	public RequestReader(JsonMapper mapper, int batch) {
		this.mapper = mapper;
		this.batch = batch;
	}

	/**
	 * Reads a request.
	 * @param body the body: JSON, followed by the binary data of the input
	 * @param jsonLength the length of the JSON in bytes. 0 means that the whole body is a
	 * photo.
	 * @return the request
	 * @throws RejectedException if the request is malformed or has too many photos
	 */
	public InferenceRequest read(byte[] body, int jsonLength) {
		if (jsonLength == 0) {
			return new InferenceRequest("", List.of(body), all(true));
		}
		Members members = new Members();
		try (JsonParser parser = this.mapper.createParser(body, 0, jsonLength)) {
			JsonReader json = new JsonReader(parser);
			parser.nextToken();
			json.object("The request", (member) -> members.read(json, member, this.batch));
			if (parser.nextToken() != null) {
				throw Malformed.because("Other bytes follow the JSON. The header Inference-Header-Content-Length"
						+ " must be the size of the JSON in bytes.");
			}
		}
		catch (JacksonException ex) {
			throw Malformed.because("The body is not valid JSON. To send the bytes of one photo without JSON, add the"
					+ " header 'Inference-Header-Content-Length: 0'.");
		}
		InputTensor input = members.input;
		if (input == null) {
			throw Malformed.because("The request has no inputs. It needs the input 'image'.");
		}
		return new InferenceRequest(members.id, input.photos(Arrays.copyOfRange(body, jsonLength, body.length)),
				members.requestedOutputs());
	}

	private static List<RequestedOutput> all(boolean binary) {
		return Arrays.stream(Output.values()).map((output) -> new RequestedOutput(output, binary, 0)).toList();
	}

	/** The members of a request that were read so far. */
	private static final class Members {

		private String id = "";

		private @Nullable InputTensor input;

		private final List<OutputMembers> outputs = new ArrayList<>();

		private boolean binaryOutput;

		void read(JsonReader json, String member, int batch) {
			switch (member) {
				case "id" -> this.id = json.text("The id of a request");
				case "inputs" -> json.array("inputs", () -> {
					if (this.input != null) {
						throw Malformed.because("The request has several inputs, but the only input is 'image'.");
					}
					this.input = InputTensor.read(json, batch);
				});
				case "outputs" -> json.array("outputs", () -> this.outputs.add(OutputMembers.read(json, this.outputs)));
				case "parameters" -> json.object("The parameters of a request", (parameter) -> {
					if (parameter.equals("binary_data_output")) {
						this.binaryOutput = Boolean.TRUE.equals(json.flag("The parameter binary_data_output"));
					}
					json.skip();
				});
				default -> json.skip();
			}
		}

		List<RequestedOutput> requestedOutputs() {
			return this.outputs.isEmpty() ? all(this.binaryOutput)
					: this.outputs.stream().map((output) -> output.requested(this.binaryOutput)).toList();
		}

	}

}
