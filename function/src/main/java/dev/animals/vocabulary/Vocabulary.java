package dev.animals.vocabulary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Subject;

import static java.util.Objects.requireNonNull;

/**
 * The names of the animals that the network knows, and of common animals that it does not
 * know. A name means every class that has it as its label, group, everyday name or other
 * name. Names of things that are not animals have no meaning, even if the network knows
 * the thing.
 * <p>
 * The names are sorted when the first one is looked up, because that would delay each
 * start of the service.
 */
public class Vocabulary {

	/** The longest word or query, in characters. A longer word has no meaning. */
	public static final int LONGEST_WORD = 100;

	/** The phrase for a photo that shows none of the animals in the answer. */
	public static final String NONE_OF_THESE = "none of these";

	/** How many similar names are offered for an unknown word. */
	private static final int OFFERED = 5;

	/**
	 * The shortest word, in letters, whose meaning is guessed. Shorter words are similar
	 * to too many names.
	 */
	private static final int SHORTEST_GUESS = 5;

	private final List<ClassLabel> classes;

	private final Subject subject;

	private final List<String> otherAnimals;

	private volatile @Nullable Names names;

	/**
	 * Creates a vocabulary.
	 * @param classes the classes of the network
	 * @param subject the subject of the network
	 * @param otherAnimals names of animals; those that the network knows are ignored
	 */
	Vocabulary(List<ClassLabel> classes, Subject subject, List<String> otherAnimals) {
		this.classes = classes;
		this.subject = subject;
		this.otherAnimals = otherAnimals;
	}

	/**
	 * Creates a vocabulary. For a network that recognises animals, it also includes
	 * common animals from a list of the service.
	 * @param classes the classes of the network
	 * @param subject the subject of the network
	 * @return the vocabulary
	 */
	public static Vocabulary of(List<ClassLabel> classes, Subject subject) {
		if (!subject.name().equals(Subject.ANIMAL.name())) {
			return new Vocabulary(classes, subject, List.of());
		}
		try (InputStream names = requireNonNull(Vocabulary.class.getResourceAsStream("other-animals.txt"))) {
			return new Vocabulary(classes, subject,
					new String(names.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the subject of the network. */
	public Subject subject() {
		return this.subject;
	}

	private Names names() {
		Names sorted = this.names;
		if (sorted == null) {
			sorted = new Names(this.classes, this.subject, this.otherAnimals);
			this.names = sorted;
		}
		return sorted;
	}

	/**
	 * Returns what a person means by a word.
	 * @param word the name of an animal, in the singular or plural, or one of the phrases
	 * {@code not an animal}, with the subject of the network, and {@value #NONE_OF_THESE}
	 * @return its meaning; misspelled names of animals that the network knows have none
	 */
	public Meaning meaning(String word) {
		String key = (word.length() <= LONGEST_WORD) ? Spelling.key(word) : "";
		if (key.isEmpty()) {
			return new Meaning.Unknown(List.of());
		}
		Meaning meaning = names().meaning(key);
		if (meaning != null) {
			return meaning;
		}
		if (names().isThing(key)) {
			return new Meaning.Unknown(List.of(notTheSubject(this.subject)));
		}
		List<Names.Fit> known = names().find(key);
		int best = known.isEmpty() ? Term.NO_FIT : known.getFirst().misfit();
		return names().findOtherAnimals(key)
			.stream()
			.filter((other) -> other.misfit() < best && isSure(key, other.misfit()))
			.findFirst()
			.<Meaning>map((other) -> new Meaning.OtherAnimal(other.term().suggestion().name()))
			.orElseGet(() -> new Meaning.Unknown(suggestions(known).limit(OFFERED).map(Suggestion::name).toList()));
	}

	/**
	 * Returns whether a misspelled word is certain to mean a name. Words of medium length
	 * may have one mistake, and long ones two.
	 */
	private static boolean isSure(String key, int misfit) {
		return switch (misfit) {
			case 0 -> true;
			case 1 -> key.length() >= SHORTEST_GUESS;
			case 3 -> key.length() > SHORTEST_GUESS;
			case 6 -> key.length() > SHORTEST_GUESS + 2;
			default -> false;
		};
	}

	/**
	 * Finds the names that fit a query.
	 * @param query the name of an animal, complete or not, which may be misspelled
	 * @param limit the largest number of names
	 * @return the names, best first; for an empty query the phrases and the groups
	 */
	public List<Suggestion> suggest(String query, int limit) {
		String key = Spelling.key(query);
		if (!key.isEmpty()) {
			return suggestions(names().find(key)).limit(limit).toList();
		}
		Stream<String> groups = this.classes.stream()
			.flatMap((label) -> Stream.ofNullable(label.group()))
			.distinct()
			.sorted();
		return Stream.concat(Stream.of(notTheSubject(this.subject), NONE_OF_THESE), groups)
			.limit(limit)
			.flatMap((name) -> suggest(name, 1).stream())
			.toList();
	}

	/** Returns the phrase for a photo that does not show the subject. */
	static String notTheSubject(Subject subject) {
		return "not " + subject.withArticle();
	}

	private static Stream<Suggestion> suggestions(List<Names.Fit> fits) {
		return fits.stream().map((fit) -> fit.term().suggestion());
	}

}
