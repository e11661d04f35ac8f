package dev.animals.model;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The contents of {@code model.yaml}, which the export of the model writes.
 *
 * @param name the short name, for instance {@code lite0}
 * @param version the semantic version of the exported files
 * @param architecture the published name of the network
 * @param engine the DJL engine that runs the network; PyTorch if none is named
 * @param input the input of the network
 * @param explanation what the method {@code explain} of the network computes, for
 * instance {@code class activation map}; null if it has no such method
 * @param files the SHA-256 digest in hexadecimal of each file in the folder, by file
 * name. Files of the network are tried in this order.
 * @param licence the SPDX identifier of the licence of the weights
 * @param source where the weights were published: package, version, file and SHA-256
 * digest
 */
public record ModelDescription(String name, String version, String architecture, @Nullable String engine, Input input,
		@Nullable String explanation, Map<String, String> files, String licence, Map<String, String> source) {

	public ModelDescription {
		engine = (engine != null) ? engine : "PyTorch";
	}

	/**
	 * Returns the name with the version, as metrics and tokens contain it.
	 * @return for instance {@code lite0-1.0.0}
	 */
	public String versionedName() {
		return this.name + "-" + this.version;
	}

	/**
	 * The input of the network. The network's file contains the preprocessing itself.
	 *
	 * @param height the height in pixels
	 * @param width the width in pixels
	 * @param mean the value that is subtracted from each channel, from 0 to 255
	 * @param scale the divisor of the difference
	 * @param resize how an image is resized to the input
	 * @param channels the order of the channels
	 */
	public record Input(int height, int width, double mean, double scale, String resize, String channels) {
	}

}
