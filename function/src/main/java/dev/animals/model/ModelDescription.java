package dev.animals.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.animals.classification.Subject;

import static com.fasterxml.jackson.annotation.JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY;
import static com.fasterxml.jackson.annotation.JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

/**
 * The contents of {@code model.yaml}, which the export or the import of the model writes.
 *
 * @param name the short name, for instance {@code lite0}
 * @param version the semantic version of the exported files
 * @param architecture the published name of the network
 * @param engine the DJL engine that runs the network; PyTorch if none is named
 * @param subject the subject of the model; animals if none is named
 * @param input the input of the network
 * @param explanation what the method {@code explain} of the network computes, for
 * instance {@code class activation map}; null if it has no such method
 * @param precisions the precisions that the networks compute with, fastest first; float32
 * alone if none is named
 * @param files the SHA-256 digest in hexadecimal of each listed file of the folder, by
 * file name. Files of the network are tried in this order.
 * @param licence the SPDX identifier of the licence of the weights
 * @param source where the weights were published: package, version, file and SHA-256
 * digest
 */
public record ModelDescription(String name, String version, String architecture, @Nullable String engine,
		Subject subject, Input input, @Nullable String explanation, List<Precision> precisions,
		Map<String, String> files, String licence, Map<String, String> source) {

	private static final String ONNX_RUNTIME = "OnnxRuntime";

	public ModelDescription {
		subject = (subject != null) ? subject : Subject.ANIMAL;
		engine = (engine != null) ? engine : "PyTorch";
		precisions = (precisions != null) ? List.copyOf(precisions) : List.of(Precision.FLOAT32);
	}

	boolean isForOnnxRuntime() {
		return this.engine != null && this.engine.equals(ONNX_RUNTIME);
	}

	/**
	 * Returns whether a processor computes in a precision of this model. ONNX Runtime
	 * computes int8 correctly on every processor, and libtorch only on those with the
	 * instructions.
	 * @param precision the precision
	 * @param flags the flags of the processor
	 */
	boolean isComputedBy(Precision precision, Set<String> flags) {
		return isForOnnxRuntime() || precision.isComputedBy(flags);
	}

	/**
	 * Returns whether this machine computes a precision of this model correctly.
	 * @param precision the precision
	 * @return true with ONNX Runtime; otherwise whether the processor has the
	 * instructions
	 */
	public boolean isComputedHere(Precision precision) {
		return isForOnnxRuntime() || precision.isComputedHere();
	}

	/**
	 * Returns the name with the version and the precision, as metrics and tokens contain
	 * it.
	 * @param precision the precision that the network computes with
	 * @return for instance {@code lite0-1.2.0-int8}; in float32 without the precision
	 */
	public String versionedName(Precision precision) {
		return (precision == Precision.FLOAT32) ? versionedName() : versionedName() + "-" + precision;
	}

	/**
	 * Returns the name with the version. It does not depend on the machine, so callers
	 * can ask for it.
	 * @return for instance {@code lite0-1.2.0}
	 */
	public String versionedName() {
		return this.name + "-" + this.version;
	}

	/**
	 * The input of the network. The network's file contains the preprocessing itself.
	 *
	 * @param height the height in pixels
	 * @param width the width in pixels
	 * @param mean the value that is subtracted from each channel, from 0 to 255; one for
	 * all channels or one for each
	 * @param scale the divisor of the difference, as many as there are means
	 * @param resize how an image is resized to the input
	 * @param channels the order of the channels
	 * @param shortSide the length in pixels to which the short side of an image is
	 * resized before its middle is cut out; null if the whole image is squashed
	 */
	public record Input(int height, int width, @JsonFormat(with = {
			ACCEPT_SINGLE_VALUE_AS_ARRAY, WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED }) List<Double> mean,
			@JsonFormat(with = { ACCEPT_SINGLE_VALUE_AS_ARRAY, WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED }) List<Double> scale,
			String resize, String channels, @JsonInclude(NON_NULL) @Nullable Integer shortSide){

		/**
		 * Returns the length that both sides of a decoded image need at least, so that
		 * the network only makes it smaller.
		 * @return the length in pixels
		 */
		public int side() {
			return (this.shortSide != null) ? this.shortSide : Math.max(this.height, this.width);
		}

	}

}
