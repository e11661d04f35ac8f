package dev.animals.feedback;

import org.jspecify.annotations.Nullable;

/**
 * The part of an answer that is needed to judge it later.
 *
 * @param id the id of the answer
 * @param model the name and version of the model, for instance {@code lite0-1.2.0}
 * @param label the class of the best animal
 * @param group the group of that class
 * @param confidence the probability of that class, from 0 to 1
 * @param noAnimal the probability that the photo shows no animal, from 0 to 1, if that is
 * the verdict; otherwise null
 * @param askedOneIn N if the answer was chosen with the chance 1/N for a request for
 * feedback; otherwise 0
 */
public record Prediction(String id, String model, String label, String group, double confidence,
		@Nullable Double noAnimal, int askedOneIn) {

	/** Creates a prediction for which nobody is asked for feedback. */
	public Prediction(String id, String model, String label, String group, double confidence,
			@Nullable Double noAnimal) {
		this(id, model, label, group, confidence, noAnimal, 0);
	}

	/** Returns this prediction, chosen with the chance 1/{@code oneIn}. */
	public Prediction asked(int oneIn) {
		return new Prediction(this.id, this.model, this.label, this.group, this.confidence, this.noAnimal, oneIn);
	}

	/** Returns whether the answer was chosen for a request for feedback. */
	public boolean isAsked() {
		return this.askedOneIn > 0;
	}

}
