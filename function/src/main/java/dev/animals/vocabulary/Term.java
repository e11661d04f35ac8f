package dev.animals.vocabulary;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A name in the vocabulary, with its suggestion.
 *
 * @param key the spelling by which the name is looked up
 * @param tails the keys of the name without its first word, without its first two words,
 * and so on
 * @param suggestion the suggestion for the name
 */
record Term(String key, List<String> tails, Suggestion suggestion) {

	/** The misfit of a name that does not fit at all. */
	static final int NO_FIT = 100;

	static Term of(Suggestion suggestion) {
		List<String> words = Spelling.words(suggestion.match());
		List<String> tails = IntStream.range(1, Math.max(1, words.size()))
			.mapToObj((first) -> String.join("", words.subList(first, words.size())))
			.toList();
		return new Term(String.join("", words), tails, suggestion);
	}

	/**
	 * Returns how badly the name fits a query. A query may be the beginning of a name or
	 * of one of its words, and it may be misspelled.
	 * @param query the key of the query
	 * @return 0 for the name itself, 1 or 2 for a beginning, about 3 for each wrong
	 * letter, and {@value #NO_FIT} for a name that does not fit
	 */
	int misfit(String query) {
		if (Spelling.singulars(query).contains(this.key)) {
			return 0;
		}
		if (this.key.startsWith(query)) {
			return 1;
		}
		if (this.tails.stream().anyMatch((tail) -> tail.startsWith(query))) {
			return 2;
		}
		String beginning = this.key.substring(0, Math.min(query.length(), this.key.length()));
		int inPart = Stream.concat(Stream.of(beginning), this.tails.stream())
			.mapToInt((part) -> Spelling.mistakes(query, part))
			.min()
			.orElse(NO_FIT);
		return Math.min(Math.min(3 * Spelling.mistakes(query, this.key), 3 * inPart + 1), NO_FIT);
	}

}
