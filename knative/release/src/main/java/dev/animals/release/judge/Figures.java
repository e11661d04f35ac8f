package dev.animals.release.judge;

import java.util.Locale;

/**
 * Formats numbers for people.
 */
public final class Figures {

	private Figures() {
	}

	static String share(Share share) {
		return (share.of() == 0) ? "none"
				: percent(share.ratio()) + " (" + share.occurred() + " of " + share.of() + ")";
	}

	/**
	 * Formats a share.
	 * @param share the share, from 0 to 1
	 * @return the percentage with one decimal
	 */
	public static String percent(double share) {
		return String.format(Locale.ROOT, "%.1f %%", 100 * share);
	}

	static String seconds(double seconds) {
		return Double.isNaN(seconds) ? "none" : String.format(Locale.ROOT, "%.3f s", seconds);
	}

	static String number(double number) {
		return String.format(Locale.ROOT, "%.1f", number);
	}

}
