package dev.animals.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.animals.calibration.Figures.Answer;
import dev.animals.classification.Subject;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

/**
 * Two models that were measured with the same photos.
 *
 * @param subject the subject of both models
 * @param model the measurement of the model
 * @param against the measurement of the model that it is compared with
 * @param photos the photos that both models answered
 * @param leftOut the names of all other photos, with the reason
 */
record Comparison(Subject subject, Measurement model, Measurement against, List<ComparedPhoto> photos,
		SequencedMap<String, String> leftOut) {

	/** Pairs the answers; photos that only one model answered are left out. */
	static Comparison of(Subject subject, Measurement model, Measurement against, CommonPhotos common) {
		Map<String, Answer> first = byName(model);
		Map<String, Answer> second = byName(against);
		List<ComparedPhoto> photos = new ArrayList<>();
		SequencedMap<String, String> leftOut = new LinkedHashMap<>(common.leftOut());
		for (CalibrationPhoto photo : common.model()) {
			String name = photo.photo().name();
			Answer one = first.get(name);
			Answer other = second.get(name);
			if (one != null && other != null) {
				photos.add(new ComparedPhoto(photo.photo(), one, other));
			}
			else {
				leftOut.put(name, "the service rejects the photo with "
						+ ((one != null) ? against.name() : (other != null) ? model.name() : "both models"));
			}
		}
		return new Comparison(subject, distinct(model, against, "MODEL"), distinct(against, model, "AGAINST"), photos,
				leftOut);
	}

	private static Map<String, Answer> byName(Measurement measurement) {
		return measurement.answers()
			.stream()
			.collect(Collectors.toMap((answer) -> answer.photo().name(), PhotoAnswer::answer));
	}

	/** Two versions of a model have the same name if nobody raised the version. */
	private static Measurement distinct(Measurement measurement, Measurement other, String setting) {
		return measurement.name().equals(other.name())
				? new Measurement("%s (%s)".formatted(measurement.name(), setting), measurement.answers(),
						measurement.milliseconds(), measurement.bytes())
				: measurement;
	}

	Evaluation modelEvaluation() {
		return evaluation(this.model, ComparedPhoto::model);
	}

	Evaluation againstEvaluation() {
		return evaluation(this.against, ComparedPhoto::against);
	}

	private Evaluation evaluation(Measurement measurement, Function<ComparedPhoto, Answer> answer) {
		return new Evaluation(Figures
			.of(this.photos.stream().map((photo) -> new PhotoAnswer(photo.photo(), answer.apply(photo))).toList()),
				measurement.milliseconds(), measurement.bytes());
	}

	/** Returns how the answers to a question differ. */
	PairedShare paired(Question question) {
		return paired(question, question.isAboutOther()
				? this.photos.stream().filter((photo) -> !photo.photo().showsAnimal()).toList() : animals());
	}

	private static PairedShare paired(Question question, List<ComparedPhoto> photos) {
		PairedShare paired = PairedShare.NONE;
		for (ComparedPhoto photo : photos) {
			paired = paired.plus(question.holds(photo.model()), question.holds(photo.against()));
		}
		return paired;
	}

	private List<ComparedPhoto> animals() {
		return this.photos.stream().filter((photo) -> !photo.model().right().isEmpty()).toList();
	}

	/**
	 * Returns how often the label is right by group, the groups with most photos first.
	 */
	SequencedMap<String, PairedShare> groups() {
		SequencedMap<String, PairedShare> groups = new LinkedHashMap<>();
		animals().stream()
			.collect(groupingBy((photo) -> photo.model().group(), TreeMap::new, toList()))
			.entrySet()
			.stream()
			.sorted((one, two) -> two.getValue().size() - one.getValue().size())
			.forEach((group) -> groups.put(group.getKey(), paired(Question.RIGHT_LABEL, group.getValue())));
		return groups;
	}

	/** Returns the photos with equal verdicts. */
	Share equalVerdicts() {
		return new Share(this.photos.stream()
			.filter((photo) -> photo.model().answer().verdict() == photo.against().answer().verdict())
			.count(), this.photos.size());
	}

	/** Returns the mean change of the confidence for photos of animals, in 0–1. */
	double confidenceChange() {
		return animals().stream().mapToDouble(ComparedPhoto::confidenceChange).average().orElse(Double.NaN);
	}

	/**
	 * Returns the photos with different answers, first those that only the second model
	 * is right about, because they are what a change would lose.
	 */
	List<ComparedPhoto> differing() {
		List<ComparedPhoto.Right> order = List.of(ComparedPhoto.Right.AGAINST, ComparedPhoto.Right.MODEL,
				ComparedPhoto.Right.NEITHER, ComparedPhoto.Right.BOTH, ComparedPhoto.Right.UNKNOWN);
		return this.photos.stream()
			.filter(ComparedPhoto::differs)
			.sorted((one, two) -> order.indexOf(one.right()) - order.indexOf(two.right()))
			.toList();
	}

}
