package dev.animals.classification;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kind of thing that a model recognises, for instance animals, and the classes that
 * belong to it. The code calls each class of the subject an <em>animal</em>, even if the
 * model has another subject. Only answers, metrics and texts for users contain the name
 * of the subject.
 *
 * @param name a noun in the singular: lower-case letters, digits and underscores
 * @param classes which classes belong to the subject: {@value #ALL}, {@value #GROUPED}
 * for those with a group in {@code labels.tsv}, or indices and ranges of indices such as
 * {@code 0-7, 9}
 */
public record Subject(String name, String classes) {

	/** Every class belongs to the subject. */
	public static final String ALL = "all";

	/** The classes that have a group belong to the subject. */
	public static final String GROUPED = "grouped";

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,29}");

	private static final Pattern RANGES = Pattern.compile("\\d{1,6}(-\\d{1,6})?(, ?\\d{1,6}(-\\d{1,6})?)*");

	/** The subject of a model that does not name one. */
	public static final Subject ANIMAL = new Subject("animal", GROUPED);

	public Subject {
		classes = (classes != null) ? classes : GROUPED;
		if (name == null || !NAME.matcher(name).matches() || name.equals("unknown") || name.startsWith("not_")) {
			throw new IllegalArgumentException(("The name of a subject must be a noun of at most 30 lower-case "
					+ "letters, digits and underscores, but not unknown; it is '%s'")
				.formatted(name));
		}
		if (!classes.equals(ALL) && !classes.equals(GROUPED) && !RANGES.matcher(classes).matches()) {
			throw new IllegalArgumentException(
					"The classes of a subject must be all, grouped or indices such as 0-7, 9; they are '%s'"
						.formatted(classes));
		}
	}

	/**
	 * Returns whether a class belongs to the subject.
	 * @param index the index of the class
	 * @param grouped whether the class has a group
	 * @return whether it belongs to the subject
	 */
	public boolean includes(int index, boolean grouped) {
		return switch (this.classes) {
			case ALL -> true;
			case GROUPED -> grouped;
			default -> Stream.of(this.classes.split(", ?")).map((range) -> range.split("-", 2)).anyMatch((range) -> {
				int first = Integer.parseInt(range[0]);
				return index >= first && index <= ((range.length == 1) ? first : Integer.parseInt(range[1]));
			});
		};
	}

	/**
	 * Returns the verdict on a photo that does not show the subject.
	 * @return for instance {@code not_animal}
	 */
	public String absent() {
		return "not_" + this.name;
	}

	/**
	 * Returns the name with its article, as in a sentence.
	 * @return for instance {@code an animal}
	 */
	public String withArticle() {
		return ("aeiou".indexOf(this.name.charAt(0)) >= 0 ? "an " : "a ") + words();
	}

	/**
	 * Returns the name as people write it.
	 * @return for instance {@code road sign} for {@code road_sign}
	 */
	public String words() {
		return this.name.replace('_', ' ');
	}

}
