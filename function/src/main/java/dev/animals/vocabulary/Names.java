package dev.animals.vocabulary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Subject;
import dev.animals.vocabulary.Suggestion.Kind;

/**
 * The names in a vocabulary by their spelling.
 */
final class Names {

	private final Map<String, Meaning> meanings = new HashMap<>();

	private final List<Term> terms = new ArrayList<>();

	private final List<Term> otherAnimals = new ArrayList<>();

	private final Set<String> things;

	Names(List<ClassLabel> classes, Subject subject, List<String> otherAnimals) {
		addPhrases(new Meaning.NotAnAnimal(), Vocabulary.notTheSubject(subject), "not " + subject.words(),
				"no " + subject.words());
		addPhrases(new Meaning.NoneOfThese(), Vocabulary.NONE_OF_THESE, "none of them", "none", "something else");
		Map<String, Set<ClassLabel>> animals = new LinkedHashMap<>();
		for (ClassLabel label : classes) {
			if (label.isAnimal()) {
				label.names().forEach((name) -> animals.computeIfAbsent(name, (_) -> new LinkedHashSet<>()).add(label));
			}
		}
		animals.forEach(this::addAnimals);
		for (String name : otherAnimals) {
			Term term = Term.of(new Suggestion(name, Kind.NONE, name, List.of()));
			if (this.meanings.putIfAbsent(term.key(), new Meaning.OtherAnimal(name)) == null) {
				this.otherAnimals.add(term);
			}
		}
		this.things = classes.stream()
			.filter((label) -> !label.isAnimal())
			.map((label) -> Spelling.key(label.name()))
			.collect(Collectors.toSet());
	}

	private void addPhrases(Meaning meaning, String phrase, String... synonyms) {
		this.terms.add(Term.of(new Suggestion(phrase, Kind.NONE, phrase, List.of())));
		this.meanings.put(Spelling.key(phrase), meaning);
		for (String synonym : synonyms) {
			this.meanings.put(Spelling.key(synonym), meaning);
		}
	}

	/**
	 * Adds a name. If two names, for instance two spellings, have the same key, both mean
	 * the classes of both.
	 */
	private void addAnimals(String name, Set<ClassLabel> animals) {
		Set<String> labels = new LinkedHashSet<>();
		animals.forEach((animal) -> labels.add(animal.label()));
		Suggestion suggestion = (animals.size() == 1)
				? new Suggestion(animals.iterator().next().name(), Kind.CLASS, name, List.copyOf(labels))
				: new Suggestion(name, Kind.GROUP, name, List.copyOf(labels));
		Term term = Term.of(suggestion);
		this.terms.add(term);
		if (this.meanings.get(term.key()) instanceof Meaning.Animals(Set<String> others)) {
			labels.addAll(others);
		}
		this.meanings.put(term.key(), new Meaning.Animals(labels));
	}

	/**
	 * Returns the meaning of a name that is spelled correctly.
	 * @param key the key of the name
	 * @return its meaning, or null
	 */
	@Nullable Meaning meaning(String key) {
		for (String each : Spelling.singulars(key)) {
			Meaning meaning = this.meanings.get(each);
			if (meaning != null) {
				return meaning;
			}
		}
		return null;
	}

	/**
	 * Returns whether a name is the label of a thing that is not an animal.
	 * @param key the key of the name
	 * @return whether the network knows such a thing
	 */
	boolean isThing(String key) {
		return this.things.contains(key);
	}

	/**
	 * Finds the names of animals that fit a query, and the phrases without an animal.
	 * @param key the key of the query
	 * @return the names, best first; a class is listed once
	 */
	List<Fit> find(String key) {
		return fits(this.terms, key);
	}

	/**
	 * Finds the animals without a class that fit a query.
	 * @param key the key of the query
	 * @return the animals, best first
	 */
	List<Fit> findOtherAnimals(String key) {
		return fits(this.otherAnimals, key);
	}

	private static List<Fit> fits(List<Term> terms, String key) {
		Map<String, Fit> byName = new LinkedHashMap<>();
		terms.stream()
			.map((term) -> new Fit(term, term.misfit(key)))
			.filter((fit) -> fit.misfit() < Term.NO_FIT)
			.sorted(Comparator.comparingInt(Fit::misfit).thenComparingInt((fit) -> fit.term().key().length()))
			.forEach((fit) -> byName.putIfAbsent(fit.term().suggestion().name(), fit));
		return List.copyOf(byName.values());
	}

	/**
	 * A name that fits a query.
	 *
	 * @param term the name
	 * @param misfit how badly it fits, as returned by {@link Term#misfit(String)}
	 */
	record Fit(Term term, int misfit) {
	}

}
