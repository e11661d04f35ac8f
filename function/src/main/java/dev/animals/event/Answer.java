package dev.animals.event;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

import dev.animals.classification.RankedLabel;
import dev.animals.model.ModelFolder;

/**
 * The answer to a photo, as the sender receives it.
 *
 * @param id the id of this prediction, derived from the source and the id of the request;
 * a repeated request gets the same id
 * @param prediction a signed token that the sender returns with feedback
 * @param askForFeedback whether this answer was chosen by chance for a fair sample, so
 * the sender should ask a person if it is right; JSON contains the member only if it is
 * true
 * @param verdict {@code animal}, {@code not_animal} or {@code unknown}
 * @param top the most probable animals, best first
 * @param model the model that answered
 */
public record Answer(String id, String prediction,
		@JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY) boolean askForFeedback,
		String verdict, List<RankedLabel> top, ModelVersion model) {

	/**
	 * The model that answered.
	 *
	 * @param name the name, for instance {@code lite0}
	 * @param version the semantic version of the model's files
	 * @param precision the precision of the numbers that the network computed with
	 */
	public record ModelVersion(String name, String version, String precision) {

		/** Returns the model in a folder, in the precision that it computes with here. */
		public static ModelVersion of(ModelFolder folder) {
			return new ModelVersion(folder.description().name(), folder.description().version(),
					folder.precision().toString());
		}

	}

}
