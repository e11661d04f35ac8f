package dev.animals.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import dev.animals.classification.Classification;
import dev.animals.classification.Verdict;

/**
 * What a pod counts of a photo: a line of {@code monitoring/drift/predictions.tsv}.
 *
 * @param photo the set and the name of the file
 * @param group of the best animal, whatever the verdict
 * @param brightness 0 to 1, as confidence and margin are
 */
record StoredPrediction(Corruption corruption, String photo, String verdict, String group, double confidence,
		double margin, double energy, double brightness) {

	static StoredPrediction of(Corruption corruption, String photo, Classification made, double brightness) {
		return new StoredPrediction(corruption, photo, made.verdict().toString(), made.best().group(),
				made.best().confidence(), made.margin(), made.energy(), brightness);
	}

	boolean isAnimal() {
		return this.verdict.equals(Verdict.ANIMAL.toString());
	}

	String line() {
		return String.format(Locale.ROOT, "%s\t%s\t%s\t%s\t%.4f\t%.4f\t%.3f\t%.4f", this.corruption.name(), this.photo,
				this.verdict, this.group, this.confidence, this.margin, this.energy, this.brightness);
	}

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

}
