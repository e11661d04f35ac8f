package dev.animals.folder;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.animals.event.Answer;
import dev.animals.event.Answer.ModelVersion;
import dev.animals.program.InvalidInputException;
import dev.animals.program.Program;

/**
 * {@code make classify DIR=FOLDER [OUT=FILE] [MODEL=NAME]}: classifies the photos of a
 * folder without HTTP and writes a {@link Line} for each of them. If it is started again,
 * it skips photos that already have a line. It prints a summary to standard error.
 */
final class ClassifyFolder {

	private final Path folder;

	private final Path out;

	private final PrintStream messages;

	private final boolean terminal;

	ClassifyFolder(Path folder, Path out, PrintStream messages, boolean terminal) {
		this.folder = folder;
		this.out = out;
		this.messages = messages;
		this.terminal = terminal;
	}

	/**
	 * Runs the program.
	 * @param arguments the settings {@code DIR} and {@code OUT}, the folder of the model,
	 * and {@code terminal} if standard error is one
	 * @throws IOException if the folder cannot be read, or the answers cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		Path out = Path.of(arguments[1]);
		boolean terminal = arguments.length > 3;
		Program
			.run(() -> new ClassifyFolder(Path.of(arguments[0]), out, System.err, terminal).run(Path.of(arguments[2])));
	}

	/**
	 * Classifies the photos that have no line yet.
	 * @param model the folder of the model
	 * @throws InvalidInputException if the folder does not exist, if the file of answers
	 * has other content, or if the service failed for a photo
	 * @throws IOException if the folder cannot be read, or the answers cannot be written
	 */
	void run(Path model) throws IOException {
		// An empty path is the current folder.
		if (!Files.isDirectory(this.folder) || this.folder.toString().isEmpty()) {
			throw new InvalidInputException(
					"DIR must name a folder with photos, and \"%s\" is not one.".formatted(this.folder));
		}
		Summary summary = new Summary();
		try (OfflineClassifier classifier = OfflineClassifier.start(model);
				AnswersFile answers = AnswersFile.open(this.out, classifier.mapper(), (line) -> {
					requireSameModel(line, classifier.model());
					summary.count(line);
				})) {
			List<Path> photos = withoutLines(answers);
			AtomicInteger failed = new AtomicInteger();
			long start = System.nanoTime();
			try (Progress progress = Progress.of(photos.size(), this.terminal)) {
				Workers.run(classifier.predictors(), photos, (photo) -> {
					classify(photo, classifier, answers, summary, failed);
					progress.step();
				});
			}
			this.messages.println(summary.text(photos.size(), Duration.ofNanos(System.nanoTime() - start)));
			if (failed.get() > 0) {
				throw new InvalidInputException(
						"%d photos have no line, because the service failed. Run the command again to retry them."
							.formatted(failed.get()));
			}
		}
	}

	private void classify(Path photo, OfflineClassifier classifier, AnswersFile answers, Summary summary,
			AtomicInteger failed) throws IOException {
		Line line;
		try {
			line = classifier.classify(relative(photo), photo);
		}
		catch (RuntimeException ex) {
			this.messages.printf("%s: the service failed: %s%n", photo, ex);
			failed.incrementAndGet();
			return;
		}
		answers.append(line);
		summary.count(line);
	}

	private List<Path> withoutLines(AnswersFile answers) throws IOException {
		Path written = this.out.toRealPath();
		List<Path> photos = new ArrayList<>();
		for (Path file : PhotoFiles.in(this.folder)) {
			// The file of answers may be in the folder.
			if (!answers.contains(relative(file)) && !file.toAbsolutePath().normalize().equals(written)) {
				photos.add(file);
			}
		}
		return photos;
	}

	private String relative(Path file) {
		return this.folder.relativize(file).toString();
	}

	/** Requires that the answers of earlier runs are from the same model. */
	private void requireSameModel(Line line, ModelVersion model) {
		Answer answer = line.answer();
		if (answer != null && !answer.model().equals(model)) {
			throw new InvalidInputException(
					"%s has answers of %s, and the model is now %s. Choose another file with OUT=FILE."
						.formatted(this.out, words(answer.model()), words(model)));
		}
	}

	private static String words(ModelVersion model) {
		return "%s %s (%s)".formatted(model.name(), model.version(), model.precision());
	}

}
