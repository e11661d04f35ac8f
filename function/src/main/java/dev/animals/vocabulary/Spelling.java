package dev.animals.vocabulary;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares the spelling of names.
 */
final class Spelling {

	/** The shortest name, in letters, in which a mistake is accepted. */
	private static final int SHORTEST = 4;

	private static final int LETTERS_FOR_A_MISTAKE = 3;

	private static final int MOST_MISTAKES = 3;

	private Spelling() {
	}

	/**
	 * Splits a name into words without accents, capitals or punctuation. The article at
	 * the beginning is left out, "gray" is written as "grey", and "ph" as "f".
	 * @param name a name
	 * @return the words, which contain only letters and digits
	 */
	static List<String> words(String name) {
		List<String> words = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		for (char character : (plain(name).toLowerCase(Locale.ROOT) + ' ').toCharArray()) {
			if (Character.isLetterOrDigit(character)) {
				word.append(character);
			}
			else if (character != '\'' && character != '’' && !word.isEmpty()) {
				words.add(word.toString().replace("gray", "grey").replace("ph", "f"));
				word.setLength(0);
			}
		}
		if (words.size() > 1 && List.of("a", "an", "the").contains(words.getFirst())) {
			words.removeFirst();
		}
		return words;
	}

	/**
	 * Replaces letters with accents. This is slow, so it is skipped for ASCII, which
	 * nearly all names are.
	 */
	private static String plain(String name) {
		boolean isAscii = name.chars().allMatch((character) -> character < 128);
		return isAscii ? name : Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
	}

	/**
	 * Returns the spelling by which a name is looked up. Names that differ only in
	 * spaces, hyphens or capitals have the same key.
	 * @param name a name
	 * @return its words without spaces
	 */
	static String key(String name) {
		return String.join("", words(name));
	}

	/**
	 * Returns a key and its possible singulars.
	 * @param key the key of a name, for instance {@code wolves}
	 * @return the keys, for instance {@code wolves}, {@code wolve}, {@code wolf}
	 */
	static List<String> singulars(String key) {
		List<String> keys = new ArrayList<>(List.of(key));
		addSingular(keys, key, "s", "");
		addSingular(keys, key, "es", "");
		addSingular(keys, key, "ies", "y");
		addSingular(keys, key, "ves", "f");
		addSingular(keys, key, "mice", "mouse");
		addSingular(keys, key, "geese", "goose");
		addSingular(keys, key, "oxen", "ox");
		return keys;
	}

	private static void addSingular(List<String> keys, String key, String plural, String singular) {
		if (key.length() > 3 && key.endsWith(plural)) {
			keys.add(key.substring(0, key.length() - plural.length()) + singular);
		}
	}

	/**
	 * Counts the wrong letters in a misspelled name: letters to insert, delete, replace
	 * or swap with their neighbour (Damerau, A technique for computer detection and
	 * correction of spelling errors, 1964). A short name may have at most one mistake or
	 * none, and a long name up to {@value #MOST_MISTAKES}. If there are two mistakes, the
	 * first letter must be right.
	 * @param query the key that may be misspelled
	 * @param name the key of the name
	 * @return the number of mistakes, or {@link Term#NO_FIT} if there are too many
	 */
	static int mistakes(String query, String name) {
		int most = Math.min((query.length() < SHORTEST) ? 0 : query.length() / LETTERS_FOR_A_MISTAKE, MOST_MISTAKES);
		if (Math.abs(query.length() - name.length()) > most) {
			return Term.NO_FIT;
		}
		int mistakes = distance(query, name);
		boolean sameStart = !name.isEmpty() && query.charAt(0) == name.charAt(0);
		return (mistakes <= (sameStart ? most : Math.min(most, 1))) ? mistakes : Term.NO_FIT;
	}

	private static int distance(String first, String second) {
		int[][] edits = new int[first.length() + 1][second.length() + 1];
		for (int i = 0; i <= first.length(); i++) {
			for (int j = 0; j <= second.length(); j++) {
				edits[i][j] = (i == 0 || j == 0) ? i + j : cheapest(edits, first, second, i, j);
			}
		}
		return edits[first.length()][second.length()];
	}

	private static int cheapest(int[][] edits, String first, String second, int i, int j) {
		boolean same = first.charAt(i - 1) == second.charAt(j - 1);
		int replace = edits[i - 1][j - 1] + (same ? 0 : 1);
		int cheapest = Math.min(replace, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
		boolean swapped = i > 1 && j > 1 && first.charAt(i - 1) == second.charAt(j - 2)
				&& first.charAt(i - 2) == second.charAt(j - 1);
		return swapped ? Math.min(cheapest, edits[i - 2][j - 2] + 1) : cheapest;
	}

}
