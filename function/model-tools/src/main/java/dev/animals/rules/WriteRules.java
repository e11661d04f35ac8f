package dev.animals.rules;

import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code make drift-rules}: writes the rules and alerts that follow from the formulas and
 * from the models' calibrations.
 */
final class WriteRules {

	private WriteRules() {
	}

	/**
	 * Runs the program.
	 * @param arguments the folder of the models' folders, and the folder
	 * {@code monitoring}
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] arguments) throws IOException {
		Path monitoring = Path.of(arguments[1]);
		ReferenceRules.write(Path.of(arguments[0]), monitoring.resolve("rules/reference.yaml"));
		DriftRules.write(monitoring);
	}

}
