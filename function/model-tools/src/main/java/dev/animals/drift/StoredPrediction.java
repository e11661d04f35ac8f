package dev.animals.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import dev.animals.classification.Classification;
import dev.animals.classification.Subject;

/**
 * The values that a pod counts for a photo, stored as a line of {@code
 * monitoring/drift/predictions.tsv}.
 *
 * @param corruption the corruption that was applied to the photo
 * @param photo the photo's name
 * @param verdict the verdict
 * @param group the group of the best animal, with any verdict
 * @param confidence the confidence of the best animal, in 0–1
 * @param margin its confidence minus that of the second best animal, in 0–1
 * @param energy the negative free energy
 * @param brightness mean luma, in 0–1
 */
record StoredPrediction(Corruption corruption, String photo, String verdict, String group, double confidence,
		double margin, double energy, double brightness) {

	/**
	 * Reads stored predictions.
	 * @param file the file that {@link StorePredictions} wrote
	 * @return the predictions in the order of the file
	 * @throws IOException if the file cannot be read
	 */
	static List<StoredPrediction> read(Path file) throws IOException {
		return Files.readAllLines(file)
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("\t", -1))
			.map((column) -> new StoredPrediction(Corruption.valueOf(column[0]), column[1], column[2], column[3],
					Double.parseDouble(column[4]), Double.parseDouble(column[5]), Double.parseDouble(column[6]),
					Double.parseDouble(column[7])))
			.toList();
	}

	static StoredPrediction of(Corruption corruption, String photo, Classification classification, double brightness) {
		return new StoredPrediction(corruption, photo, classification.verdict().of(Subject.ANIMAL),
				classification.best().group(), classification.best().confidence(), classification.margin(),
				classification.energy(), brightness);
	}

	boolean isAnimal() {
		return this.verdict.equals(Subject.ANIMAL.name());
	}

	String line() {
		return String.format(Locale.ROOT, "%s\t%s\t%s\t%s\t%.4f\t%.4f\t%.3f\t%.4f", this.corruption.name(), this.photo,
				this.verdict, this.group, this.confidence, this.margin, this.energy, this.brightness);
	}

}
