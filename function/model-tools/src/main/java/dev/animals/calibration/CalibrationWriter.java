package dev.animals.calibration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

import dev.animals.classification.Calibration;
import dev.animals.model.CalibrationFile;
import dev.animals.model.ModelFolder;
import dev.animals.model.Reference;

/**
 * Writes {@code calibration.yaml}. Equal values give equal bytes.
 */
final class CalibrationWriter {

	private static final int LINE = 120;

	private CalibrationWriter() {
	}

	/**
	 * Writes a calibration.
	 * @param content the calibration
	 * @param model the model's name, for the comment that says how the file was made
	 * @param file the file to write
	 */
	static void write(CalibrationFile content, String model, Path file) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
		options.setWidth(LINE);
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("calibration", calibration(content.calibration()));
		document.put("evidence", content.evidence());
		document.put("reference", reference(content.reference()));
		String text = "# Made by: make calibrate PHOTOS=DIR MODEL=%s%n".formatted(model).replace("\r", "")
				+ new Yaml(options).dump(document);
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes the digest of a calibration into {@code model.yaml}, if the calibration is
	 * listed there.
	 * @param file the calibration
	 */
	static void updateDigest(Path file) {
		Path description = file.resolveSibling("model.yaml");
		String line = "(?m)^  %s: .*$".formatted(Pattern.quote(String.valueOf(file.getFileName())));
		try {
			String text = Files.readString(description);
			Files.writeString(description,
					text.replaceFirst(line, "  %s: %s".formatted(file.getFileName(), ModelFolder.sha256(file))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, Object> calibration(Calibration calibration) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("temperature", calibration.temperature());
		values.put("animalProbability", calibration.animalProbability());
		values.put("confidence", calibration.confidence());
		if (calibration.energy() != null) {
			values.put("energy", calibration.energy());
		}
		return values;
	}

	private static Map<String, Object> reference(Reference reference) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("photos", reference.photos());
		values.put("groups", reference.groups());
		values.put("verdicts", reference.verdicts());
		values.put("confidence", bins(reference.confidence()));
		values.put("margin", bins(reference.margin()));
		values.put("energy", bins(reference.energy()));
		values.put("brightness", bins(reference.brightness()));
		if (reference.expectedAccuracy() != null) {
			values.put("expectedAccuracy", reference.expectedAccuracy());
		}
		values.put("content", reference.content().stream().map(CalibrationWriter::projection).toList());
		return values;
	}

	private static Map<String, Object> projection(Reference.Projection projection) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("mean", projection.mean());
		values.put("deviation", projection.deviation());
		values.put("shares", projection.shares());
		return values;
	}

	private static Map<String, Object> bins(Reference.Bins bins) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("edges", bins.edges());
		values.put("shares", bins.shares());
		return values;
	}

}
