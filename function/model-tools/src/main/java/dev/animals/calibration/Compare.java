package dev.animals.calibration;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.animals.classification.Subject;
import dev.animals.image.DecodedImage;
import dev.animals.model.ModelFolder;
import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;
import dev.animals.photos.Thumbnail;
import dev.animals.prediction.PhotoDecoder;
import dev.animals.program.InvalidInputException;
import dev.animals.program.Program;

/**
 * {@code make evaluate PHOTOS=DIR MODEL=NAME AGAINST=NAME}: measures two models, two
 * precisions or two engines with the same photos, with the service's decoder and
 * classifier. It prints how they differ in Markdown, and writes the same as JSON and as a
 * page with the photos on which they differ.
 */
final class Compare {

	private static final int PICTURE_SIDE = 160;

	private final PhotoDecoder decoder = new PhotoDecoder();

	/**
	 * Runs the program.
	 * @param arguments the settings {@code PHOTOS}, {@code LABELS}, {@code OUT},
	 * {@code MODELS}, {@code MODEL} and {@code AGAINST}
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] arguments) throws IOException {
		Program.run(() -> {
			Path models = Path.of(arguments[3]);
			Comparison comparison = compare(ModelChoice.open("MODEL", arguments[4], models),
					ModelChoice.open("AGAINST", arguments[5], models), Photos.in(arguments[0], arguments[1]));
			ComparisonReport report = new ComparisonReport(comparison, new Compare()::picture);
			System.out.print(report.markdown());
			Path page = report.write(Path.of(arguments[2]));
			System.err.printf("%s shows the photos that differ. Markdown and JSON are beside it.%n", page);
		});
	}

	/**
	 * Compares two models.
	 * @param model the model
	 * @param against the model to compare it with
	 * @param photos the photos
	 * @return the comparison
	 * @throws InvalidInputException if the models have different subjects
	 * @throws IOException if a model cannot be read
	 */
	static Comparison compare(ModelFolder model, ModelFolder against, List<LabelledPhoto> photos) throws IOException {
		Subject subject = model.description().subject();
		Subject other = against.description().subject();
		if (!subject.name().equals(other.name())) {
			throw new InvalidInputException(
					"The subject of %s is %s, and the subject of %s is %s. Compare two models of one subject."
						.formatted(model.versionedName(), subject.words(), against.versionedName(), other.words()));
		}
		CommonPhotos common = CommonPhotos.of(photos, subject, model.labels(), against.labels());
		try (MeasuredModel first = new MeasuredModel(model); MeasuredModel second = new MeasuredModel(against)) {
			// The models take turns, so that other load on the machine slows both down.
			for (int i = 0; i < common.model().size(); i++) {
				first.answer(common.model().get(i));
				second.answer(common.against().get(i));
			}
			return Comparison.of(subject, first.measurement(), second.measurement(), common);
		}
	}

	/** Decodes a photo as the service does, so that the page shows it upright. */
	private String picture(LabelledPhoto photo) {
		return this.decoder.decode(photo.name(), photo.bytes(), PICTURE_SIDE)
			.map((image) -> Thumbnail.of(drawn(image), PICTURE_SIDE))
			.orElse("");
	}

	private static BufferedImage drawn(DecodedImage image) {
		BufferedImage drawn = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
		drawn.getRaster().setDataElements(0, 0, image.width(), image.height(), image.rgb());
		return drawn;
	}

}
