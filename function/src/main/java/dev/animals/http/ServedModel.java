package dev.animals.http;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import dev.animals.classification.ClassLabel;
import dev.animals.inference.Output;
import dev.animals.model.ModelDescription;
import dev.animals.model.ModelFolder;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * The model as clients of the Open Inference Protocol see it. Clients may use two names
 * for it: {@value #NAME}, which never changes, and the name in its model card.
 */
class ServedModel {

	/** The name of the service, which also stands for any model that it serves. */
	static final String NAME = "animals";

	private static final String CARD = "/model";

	private final ModelFolder folder;

	private final int batch;

	/**
	 * Creates the model.
	 * @param folder the folder of the model
	 * @param batch the largest number of photos in a request
	 */
	ServedModel(ModelFolder folder, int batch) {
		this.folder = folder;
		this.batch = batch;
	}

	/**
	 * Returns the version, which contains the model's own name, because two models may
	 * have the same version.
	 */
	String version() {
		return this.folder.description().versionedName();
	}

	/**
	 * Returns the name with the version and the precision, as metrics contain it.
	 */
	String identity() {
		return this.folder.versionedName();
	}

	/**
	 * Checks the model that a request names.
	 * @param name the name of the model
	 * @param version the version; null for any
	 * @throws RejectedException if another model is served
	 */
	void require(String name, @Nullable String version) {
		String own = this.folder.description().name();
		if (!name.equals(NAME) && !name.equals(own)) {
			throw new RejectedException(Reason.NOT_FOUND,
					"This service has no model of this name. Its model is '%s', also called '%s'.".formatted(NAME,
							own));
		}
		if (version != null && !version.equals(version())) {
			throw new RejectedException(Reason.NOT_FOUND,
					"This service has no such version of the model. Its version is '%s'.".formatted(version()));
		}
	}

	/**
	 * Describes the model.
	 * @param name the name that the request used
	 */
	Metadata metadata(String name) {
		int animals = (int) this.folder.labels().stream().filter(ClassLabel::isAnimal).count();
		return new Metadata(name, List.of(version()), platform(this.folder.description()),
				List.of(new Tensor("image", "BYTES", List.of(-1))),
				List.of(new Tensor(Output.PROBABILITIES.toString(), "FP32", List.of(-1, animals)),
						new Tensor(Output.VERDICT.toString(), "BYTES", List.of(-1)),
						new Tensor(Output.PREDICTION.toString(), "BYTES", List.of(-1)),
						new Tensor(Output.LOGITS.toString(), "FP32", List.of(-1, this.folder.labels().size()))),
				new Parameters(CARD, this.batch, this.folder.precision().toString()));
	}

	private static String platform(ModelDescription description) {
		return switch (description.engine()) {
			case "PyTorch" -> "pytorch_torchscript";
			case "OnnxRuntime" -> "onnx_onnxv1";
			case null, default -> String.valueOf(description.engine());
		};
	}

	/**
	 * The metadata of the model.
	 *
	 * @param name the name
	 * @param versions the only version
	 * @param platform the format of the network's file
	 * @param inputs the only input
	 * @param outputs the outputs
	 * @param parameters facts for which the protocol defines no members
	 */
	record Metadata(String name, List<String> versions, String platform, List<Tensor> inputs, List<Tensor> outputs,
			Parameters parameters) {
	}

	record Tensor(String name, String datatype, List<Integer> shape) {
	}

	/**
	 * Facts about the model for which the protocol defines no members.
	 *
	 * @param labels the path of the model card, which lists the labels
	 * @param maxBatch the largest number of photos in a request
	 * @param precision the precision that the network computes in
	 */
	record Parameters(String labels, @JsonProperty("max_batch") int maxBatch, String precision) {
	}

}
