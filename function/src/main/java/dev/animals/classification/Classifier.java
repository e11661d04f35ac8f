package dev.animals.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

import static java.util.Comparator.comparingDouble;
import static java.util.Objects.requireNonNull;

/**
 * Turns logits into a ranking of animals and a verdict. Two signals show that a photo is
 * not an animal: a low total probability of the animal classes, and a low energy of the
 * raw logits, which means that the photo resembles no class at all (Hendrycks et al.,
 * Scaling Out-of-Distribution Detection for Real-World Settings, ICML 2022).
 */
public class Classifier {

	/** The largest number of animals in a ranking. */
	public static final int LONGEST_RANKING = 20;

	private final List<ClassLabel> labels;

	private final Calibration calibration;

	/**
	 * Creates a classifier.
	 * @param labels the classes of the network in the order of its logits, among them at
	 * least two animals
	 * @param calibration the constants that were fitted for this network
	 */
	public Classifier(List<ClassLabel> labels, Calibration calibration) {
		this.labels = List.copyOf(labels);
		this.calibration = calibration;
	}

	/**
	 * Ranks the animals.
	 * @param logits the raw logits of the network, one for each class
	 * @return the verdict and the {@value #LONGEST_RANKING} most probable animals
	 * @throws IllegalArgumentException if the number of logits is not the number of
	 * classes
	 */
	public Classification classify(float[] logits) {
		if (logits.length != this.labels.size()) {
			throw new IllegalArgumentException("%d logits for %d classes".formatted(logits.length, this.labels.size()));
		}
		double scale = 1 / this.calibration.temperature();
		double logPartition = logSumExp(logits, scale);
		double animalProbability = 0;
		PriorityQueue<RankedLabel> best = new PriorityQueue<>(comparingDouble(RankedLabel::confidence));
		for (int i = 0; i < logits.length; i++) {
			ClassLabel label = this.labels.get(i);
			if (label.isAnimal()) {
				double probability = Math.exp(logits[i] * scale - logPartition);
				animalProbability += probability;
				keepBest(best, label, probability);
			}
		}
		List<RankedLabel> ranking = new ArrayList<>(best);
		ranking.sort(comparingDouble(RankedLabel::confidence).reversed());
		double confidence = ranking.getFirst().confidence();
		double margin = confidence - ranking.get(1).confidence();
		double energy = logSumExp(logits, 1);
		return new Classification(verdict(animalProbability, confidence, energy), List.copyOf(ranking), margin, energy,
				animalProbability);
	}

	/**
	 * Computes the probabilities of all animals.
	 * @param logits the raw logits of the network, one for each class
	 * @return the probability of each animal among all classes, in the order of the
	 * labels
	 */
	public float[] probabilities(float[] logits) {
		double scale = 1 / this.calibration.temperature();
		double logPartition = logSumExp(logits, scale);
		float[] probabilities = new float[logits.length];
		int animals = 0;
		for (int i = 0; i < logits.length; i++) {
			if (this.labels.get(i).isAnimal()) {
				probabilities[animals++] = (float) Math.exp(logits[i] * scale - logPartition);
			}
		}
		return Arrays.copyOf(probabilities, animals);
	}

	/**
	 * Finds the most probable of some animals.
	 * @param logits the raw logits of the network, one for each class
	 * @param labels the labels of the animals
	 * @return the index of the class with the highest logit
	 * @throws IllegalArgumentException if no animal has one of these labels
	 */
	public int best(float[] logits, Set<String> labels) {
		return IntStream.range(0, logits.length)
			.filter((i) -> this.labels.get(i).isAnimal() && labels.contains(this.labels.get(i).label()))
			.boxed()
			.max(comparingDouble((i) -> logits[i]))
			.orElseThrow(() -> new IllegalArgumentException("No animal has one of the labels " + labels));
	}

	/**
	 * Computes the confidence of one animal.
	 * @param logits the raw logits of the network, one for each class
	 * @param index the index of the class, which is an animal
	 * @return the animal with its confidence, the same as in the ranking
	 */
	public RankedLabel rank(float[] logits, int index) {
		double scale = 1 / this.calibration.temperature();
		double probability = Math.exp(logits[index] * scale - logSumExp(logits, scale));
		return ranked(this.labels.get(index), probability);
	}

	private static RankedLabel ranked(ClassLabel label, double probability) {
		return new RankedLabel(label.label(), label.name(), requireNonNull(label.group()), probability);
	}

	private static void keepBest(PriorityQueue<RankedLabel> best, ClassLabel label, double probability) {
		if (best.size() == LONGEST_RANKING) {
			if (probability <= requireNonNull(best.peek()).confidence()) {
				return;
			}
			best.remove();
		}
		best.add(ranked(label, probability));
	}

	private Verdict verdict(double animalProbability, double confidence, double energy) {
		if (animalProbability < this.calibration.animalProbability()) {
			return Verdict.NOT_ANIMAL;
		}
		boolean known = confidence >= this.calibration.confidence() && this.calibration.isKnown(energy);
		return known ? Verdict.ANIMAL : Verdict.UNKNOWN;
	}

	/**
	 * Computes log Σ exp(logit · scale). Subtracting the largest logit first keeps the
	 * exponentials from overflowing.
	 */
	private static double logSumExp(float[] logits, double scale) {
		double largest = Double.NEGATIVE_INFINITY;
		for (float logit : logits) {
			largest = Math.max(largest, logit * scale);
		}
		double sum = 0;
		for (float logit : logits) {
			sum += Math.exp(logit * scale - largest);
		}
		return largest + Math.log(sum);
	}

}
