package dev.animals.vocabulary;

import java.util.List;
import java.util.Locale;

/**
 * A name that fits a query.
 *
 * @param name the name to show
 * @param kind the kind of thing that the name stands for
 * @param match the label, synonym or word that fits the query; often the name itself
 * @param labels the labels of the classes that the name means
 */
public record Suggestion(String name, Kind kind, String match, List<String> labels) {

	/** The kinds of things that a name can stand for. */
	public enum Kind {

		/** One class of the network. */
		CLASS,

		/** A group, or a general word for several classes. */
		GROUP,

		/** No class: "not an animal" and "none of these". */
		NONE;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
