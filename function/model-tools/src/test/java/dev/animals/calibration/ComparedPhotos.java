package dev.animals.calibration;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import dev.animals.calibration.Figures.Answer;
import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.RankedLabel;
import dev.animals.classification.Subject;
import dev.animals.classification.Verdict;
import dev.animals.photos.LabelledPhoto;

/** Builds comparisons for tests, photo by photo. */
final class ComparedPhotos {

	private final List<ComparedPhoto> photos = new ArrayList<>();

	/** Adds photos of an animal. */
	ComparedPhotos animals(int count, String right, String model, String against) {
		for (int i = 0; i < count; i++) {
			add(right, answer(Verdict.ANIMAL, model, right), answer(Verdict.ANIMAL, against, right));
		}
		return this;
	}

	/** Adds a photo without an animal. */
	ComparedPhotos other(Verdict model, Verdict against) {
		add(LabelledPhoto.NOT_ANIMAL, answer(model, "koala"), answer(against, "wombat"));
		return this;
	}

	/** Adds a photo of an animal without a class. */
	ComparedPhotos withoutClass(String model, String against) {
		add(LabelledPhoto.ANIMAL, answer(Verdict.ANIMAL, model), answer(Verdict.ANIMAL, against));
		return this;
	}

	private void add(String label, Answer model, Answer against) {
		this.photos.add(new ComparedPhoto(photo(this.photos.size() + ".jpg", label), model, against));
	}

	Comparison compare() {
		return new Comparison(Subject.ANIMAL, new Measurement("new-1.0.0", List.of(), 20, 2_000_000),
				new Measurement("old-1.0.0", List.of(), 10, 1_000_000), this.photos, new LinkedHashMap<>());
	}

	static LabelledPhoto photo(String name, String... labels) {
		return new LabelledPhoto(name, List.of(labels), address(name));
	}

	private static URL address(String name) {
		try {
			return Path.of(name).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Answer answer(Verdict verdict, String best, String... right) {
		return new Answer(new Classification(verdict, List.of(new RankedLabel(best, best, "marsupial", 0.9)), 1, 1, 1),
				List.of(right).stream().map((label) -> new ClassLabel(label, "marsupial")).toList());
	}

}
