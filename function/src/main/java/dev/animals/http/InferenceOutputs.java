package dev.animals.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classifier;
import dev.animals.event.Inference;
import dev.animals.inference.OutputTensor;
import dev.animals.inference.RequestedOutput;
import dev.animals.inference.TensorValues;

import static java.util.Comparator.comparingDouble;

/**
 * Turns inferences into the tensors that a request asks for.
 */
class InferenceOutputs {

	private final List<ClassLabel> labels;

	private final List<ClassLabel> animals;

	private final Classifier classifier;

	InferenceOutputs(List<ClassLabel> labels, Classifier classifier) {
		this.labels = labels;
		this.animals = labels.stream().filter(ClassLabel::isAnimal).toList();
		this.classifier = classifier;
	}

	/**
	 * Creates one output.
	 * @param requested the output that the request asks for
	 * @param inferences the inferences of all photos, in order
	 * @return the tensor
	 */
	OutputTensor tensor(RequestedOutput requested, List<Inference> inferences) {
		return switch (requested.output()) {
			case PROBABILITIES -> scores(requested, this.animals,
					inferences.stream().map((each) -> this.classifier.probabilities(each.logits())).toList());
			case LOGITS -> scores(requested, this.labels, inferences.stream().map(Inference::logits).toList());
			case VERDICT -> texts(requested, inferences, (each) -> each.answer().verdict());
			case PREDICTION -> texts(requested, inferences, (each) -> each.answer().prediction());
		};
	}

	private static OutputTensor texts(RequestedOutput requested, List<Inference> inferences,
			Function<Inference, String> text) {
		return tensor(requested, List.of(inferences.size()),
				new TensorValues.Texts(inferences.stream().map(text).toList()));
	}

	private static OutputTensor scores(RequestedOutput requested, List<ClassLabel> labels, List<float[]> rows) {
		if (requested.classification() == 0) {
			return tensor(requested, List.of(rows.size(), labels.size()), new TensorValues.Numbers(rows));
		}
		int best = Math.min(requested.classification(), labels.size());
		List<String> elements = new ArrayList<>();
		for (float[] row : rows) {
			IntStream.range(0, row.length)
				.boxed()
				.sorted(comparingDouble((Integer i) -> row[i]).reversed())
				.limit(best)
				.forEach((i) -> elements.add(element(row[i], i, labels.get(i).label())));
		}
		return tensor(requested, List.of(rows.size(), best), new TensorValues.Texts(elements));
	}

	/** Writes a class as Triton does (classification extension). */
	private static String element(float score, int index, String label) {
		return String.format(Locale.ROOT, "%f:%d:%s", score, index, label);
	}

	private static OutputTensor tensor(RequestedOutput requested, List<Integer> shape, TensorValues values) {
		return new OutputTensor(requested.output().toString(), shape, values, requested.binary());
	}

}
