package dev.animals.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * An output that a request asks for, as its JSON describes it.
 */
final class OutputMembers {

	private String name = "";

	private @Nullable Output output;

	private @Nullable Boolean binary;

	private int classification;

	private OutputMembers() {
	}

	/**
	 * Reads the output at the current token.
	 * @param json the JSON of the request
	 * @param before the outputs that the request named before
	 * @return the output
	 */
	static OutputMembers read(JsonReader json, List<OutputMembers> before) {
		OutputMembers members = new OutputMembers();
		json.object("An output", (member) -> members.readMember(json, member));
		members.check();
		if (before.stream().anyMatch((other) -> other.output == members.output)) {
			throw Malformed.because("The output '%s' is requested twice.", members.name);
		}
		return members;
	}

	private void readMember(JsonReader json, String member) {
		switch (member) {
			case "name" -> this.name = json.text("The name of an output");
			case "parameters" -> json.object("The parameters of an output", (parameter) -> {
				switch (parameter) {
					case "binary_data" -> this.binary = json.flag("The parameter binary_data");
					case "classification" -> this.classification = json.number("The parameter classification", 1);
					default -> json.skip();
				}
			});
			default -> json.skip();
		}
	}

	private void check() {
		this.output = Arrays.stream(Output.values())
			.filter((each) -> each.toString().equals(this.name))
			.findFirst()
			.orElseThrow(() -> Malformed.because("unexpected inference output %s: the outputs are %s.",
					Malformed.shown(this.name, "of another name"),
					Arrays.stream(Output.values()).map(Output::toString).collect(Collectors.joining(", "))));
		if (this.classification > 0 && !this.output.hasScores()) {
			throw Malformed.because("The output '%s' has no scores, so it has no classification.", this.name);
		}
	}

	/**
	 * Returns the requested output.
	 * @param binaryOutput whether an output that does not choose a form is binary
	 */
	RequestedOutput requested(boolean binaryOutput) {
		return new RequestedOutput(requireNonNull(this.output), Objects.requireNonNullElse(this.binary, binaryOutput),
				this.classification);
	}

}
