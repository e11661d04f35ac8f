package dev.animals.model;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What {@code model.yaml} says; the export writes it.
 *
 * @param name short name, for instance {@code lite0}
 * @param version semantic version of the exported files
 * @param architecture the network's published name
 * @param engine the DJL engine that runs the files; PyTorch where none is named
 * @param input how the network takes a picture
 * @param files sha256 in hexadecimal of each file beside {@code model.yaml}, by its name;
 * files of the network in the order in which they are tried
 * @param licence SPDX identifier of the weights' licence
 * @param source where the weights were published: package, version, file and its sha256
 */
public record ModelDescription(String name, String version, String architecture, @Nullable String engine, Input input,
		Map<String, String> files, String licence, Map<String, String> source) {

	public ModelDescription {
		engine = (engine != null) ? engine : "PyTorch";
	}

	/**
	 * The model's name with its version, as metrics and tokens have it.
	 * @return for instance {@code lite0-1.0.0}
	 */
	public String versionedName() {
		return this.name + "-" + this.version;
	}

	/**
	 * How the network takes a picture. The preprocessing itself is in the network's file.
	 *
	 * @param height in pixels
	 * @param width in pixels
	 * @param mean subtracted from each channel, in 0–255
	 * @param scale that the difference is divided by
	 * @param resize how a picture gets to this size
	 * @param channels their order
	 */
	public record Input(int height, int width, double mean, double scale, String resize, String channels) {
	}

}
