package dev.animals.release.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * The photos that users send, and the answers that real models gave to them
 * ({@code predictions.tsv}).
 */
final class Photos {

	private static final List<List<Answer>> ANSWERS = answers();

	private Photos() {
	}

	/**
	 * An answer.
	 *
	 * @param text the verdict and the group, as in {@code animal/dog}
	 * @param bin the bin of the confidence
	 */
	record Answer(String text, String bin) {
	}

	/** Draws a photo at random. */
	static int any(SplittableRandom random) {
		return random.nextInt(ANSWERS.size());
	}

	static Answer answer(int photo, int model) {
		return ANSWERS.get(photo).get(model);
	}

	private static List<List<Answer>> answers() {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(requireNonNull(Users.class.getResourceAsStream("predictions.tsv")), UTF_8))) {
			return reader.lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> List.of(line.split("\t", -1)).stream().map(Photos::parse).toList())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Answer parse(String text) {
		int number = text.lastIndexOf(' ');
		return new Answer(text.substring(0, number).replaceFirst(" ", "/"),
				String.valueOf((int) (10 * Double.parseDouble(text.substring(number + 1)))));
	}

}
