package dev.animals.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import dev.animals.classification.Subject;
import dev.animals.rules.DriftRules;

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
 * @param isRight whether the best animal is one of the photo's labels
 * @param content the content projections in standard units
 */
record StoredPrediction(Corruption corruption, String photo, String verdict, String group, double confidence,
		double margin, double energy, double brightness, boolean isRight, List<Double> content) {

	/** The column of the first content projection. */
	private static final int CONTENT = 9;

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
			.map((line) -> List.of(line.split("\t", -1)))
			.map((column) -> new StoredPrediction(Corruption.valueOf(column.get(0)), column.get(1), column.get(2),
					column.get(3), Double.parseDouble(column.get(4)), Double.parseDouble(column.get(5)),
					Double.parseDouble(column.get(6)), Double.parseDouble(column.get(7)), column.get(8).equals("right"),
					column.subList(CONTENT, column.size()).stream().map(Double::valueOf).toList()))
			.toList();
	}

	/**
	 * Returns a content projection.
	 * @param distribution the name of its distribution
	 * @return the value in standard units
	 */
	double content(String distribution) {
		return this.content.get(Integer.parseInt(distribution.substring(DriftRules.PROJECTION.length())) - 1);
	}

	boolean isAnimal() {
		return this.verdict.equals(Subject.ANIMAL.name());
	}

	/**
	 * Returns whether the photo belongs to the half that the baseline is made of. The
	 * windows are drawn from the other half. The photo's name decides, so that all
	 * corruptions of a photo are in the same half.
	 * @param split the number of the split; each divides the photos in another way
	 */
	boolean isBaseline(int split) {
		return new SplittableRandom(((long) split << Integer.SIZE) + this.photo.hashCode()).nextBoolean();
	}

	String line() {
		return String.format(Locale.ROOT, "%s\t%s\t%s\t%s\t%.4f\t%.4f\t%.3f\t%.4f\t%s\t%s", this.corruption.name(),
				this.photo, this.verdict, this.group, this.confidence, this.margin, this.energy, this.brightness,
				this.isRight ? "right" : "wrong",
				this.content.stream()
					.map((value) -> String.format(Locale.ROOT, "%.4f", value))
					.collect(Collectors.joining("\t")));
	}

}
