package dev.animals.vocabulary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.animals.classification.ClassLabel;
import dev.animals.vocabulary.Suggestion.Kind;

import static java.util.Objects.requireNonNull;

/**
 * The names of the animals that the network knows, and of common animals that it does not
 * know. A name means every class that has it as its label, group, everyday name or other
 * name. The things that the network knows have no meaning here.
 */
public class Vocabulary {

	/** The longest word or query, in characters. A longer word has no meaning. */
	public static final int LONGEST_WORD = 100;

	private static final String NOT_AN_ANIMAL = "not an animal";

	private static final String NONE_OF_THESE = "none of these";

	/** How many similar names are offered for an unknown word. */
	private static final int OFFERED = 5;

	/** Shorter words are too similar to many names to guess which one is meant. */
	private static final int SHORTEST_GUESS = 5;

	private final Map<String, Meaning> meanings = new HashMap<>();

	private final List<Term> terms = new ArrayList<>();

	private final List<Suggestion> broadest = new ArrayList<>();

	private final List<Term> otherAnimals;

	private final Set<String> things;

	/**
	 * Creates a vocabulary that includes the common animals which the service lists.
	 * @param classes the classes of the network
	 * @return the vocabulary
	 */
	public static Vocabulary of(List<ClassLabel> classes) {
		try (InputStream names = requireNonNull(Vocabulary.class.getResourceAsStream("other-animals.txt"))) {
			return new Vocabulary(classes, new String(names.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Creates a vocabulary.
	 * @param classes the classes of the network
	 * @param otherAnimals names of animals; those that the network knows are ignored
	 */
	Vocabulary(List<ClassLabel> classes, List<String> otherAnimals) {
		List<ClassLabel> animals = classes.stream().filter(ClassLabel::isAnimal).toList();
		addFixed(new Meaning.NoneOfThese(), NONE_OF_THESE, "none of them", "none", "something else", "another animal");
		addFixed(new Meaning.NotAnAnimal(), NOT_AN_ANIMAL, "not animal", "no animal");
		Map<String, List<ClassLabel>> members = new LinkedHashMap<>();
		Map<String, String> spellings = new HashMap<>();
		for (ClassLabel animal : animals) {
			for (String name : animal.names()) {
				spellings.putIfAbsent(Spelling.key(name), name);
				members.computeIfAbsent(Spelling.key(name), (_) -> new ArrayList<>()).add(animal);
			}
		}
		members.forEach((key, own) -> add(key, requireNonNull(spellings.get(key)), own));
		animals.stream().map(ClassLabel::group).distinct().sorted().forEach((group) -> {
			String key = Spelling.key(requireNonNull(group));
			this.terms.stream()
				.filter((term) -> term.key().equals(key))
				.map(Term::suggestion)
				.forEach(this.broadest::add);
		});
		this.otherAnimals = otherAnimals.stream()
			.map((name) -> Term.of(new Suggestion(name, Kind.NONE, name, List.of())))
			.filter((term) -> !this.meanings.containsKey(term.key()))
			.toList();
		this.things = classes.stream()
			.filter((label) -> !label.isAnimal())
			.map((label) -> Spelling.key(label.name()))
			.collect(Collectors.toCollection(HashSet::new));
	}

	private void addFixed(Meaning meaning, String name, String... synonyms) {
		Suggestion suggestion = new Suggestion(name, Kind.NONE, name, List.of());
		this.terms.add(Term.of(suggestion));
		this.broadest.add(suggestion);
		Stream.concat(Stream.of(name), Stream.of(synonyms))
			.forEach((each) -> this.meanings.put(Spelling.key(each), meaning));
	}

	private void add(String key, String name, List<ClassLabel> animals) {
		List<String> labels = animals.stream().map(ClassLabel::label).distinct().toList();
		this.meanings.put(key, new Meaning.Animals(new LinkedHashSet<>(labels)));
		this.terms
			.add(Term.of((labels.size() == 1) ? new Suggestion(animals.getFirst().name(), Kind.CLASS, name, labels)
					: new Suggestion(name, Kind.GROUP, name, labels)));
	}

	/**
	 * Returns what a person means by a word.
	 * @param word the name of an animal, in the singular or plural, or one of the phrases
	 * "not an animal" and "none of these"
	 * @return its meaning; misspelled words have none
	 */
	public Meaning meaning(String word) {
		if (word.length() > LONGEST_WORD) {
			return new Meaning.Unknown(List.of());
		}
		String key = Spelling.key(word);
		return Spelling.singulars(key)
			.stream()
			.flatMap((each) -> Stream.ofNullable(this.meanings.get(each)))
			.findFirst()
			.orElseGet(() -> guess(key));
	}

	private Meaning guess(String key) {
		if (key.isEmpty()) {
			return new Meaning.Unknown(List.of());
		}
		List<Fit> known = fits(this.terms, key);
		List<Fit> other = fits(this.otherAnimals, key);
		int best = known.isEmpty() ? Term.NO_FIT : known.getFirst().misfit();
		if (!other.isEmpty() && other.getFirst().misfit() < best
				&& (other.getFirst().misfit() == 0 || key.length() >= SHORTEST_GUESS && !this.things.contains(key))) {
			return new Meaning.OtherAnimal(other.getFirst().term().suggestion().name());
		}
		if (this.things.contains(key)) {
			return new Meaning.Unknown(List.of(NOT_AN_ANIMAL));
		}
		return new Meaning.Unknown(suggestions(known, OFFERED).stream().map(Suggestion::name).toList());
	}

	/**
	 * Finds the names that fit a query.
	 * @param query the name of an animal, complete or not, which may be misspelled
	 * @param limit the largest number of names
	 * @return the names, best first; for an empty query the broadest names
	 */
	public List<Suggestion> suggest(String query, int limit) {
		String key = Spelling.key(query);
		return key.isEmpty() ? this.broadest.stream().limit(limit).toList() : suggestions(fits(this.terms, key), limit);
	}

	private static List<Fit> fits(List<Term> terms, String key) {
		return terms.stream()
			.map((term) -> new Fit(term, term.misfit(key)))
			.filter((fit) -> fit.misfit() < Term.NO_FIT)
			.sorted(Comparator.comparingInt(Fit::misfit).thenComparingInt((fit) -> fit.term().key().length()))
			.toList();
	}

	/** A class that several names suggest is listed once. */
	private static List<Suggestion> suggestions(List<Fit> fits, int limit) {
		Map<String, Suggestion> byName = new LinkedHashMap<>();
		fits.forEach((fit) -> byName.putIfAbsent(fit.term().suggestion().name(), fit.term().suggestion()));
		return byName.values().stream().limit(limit).toList();
	}

	private record Fit(Term term, int misfit) {
	}

}
