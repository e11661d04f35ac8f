package dev.animals.release.report;

/**
 * Escapes text for HTML.
 */
final class Html {

	private Html() {
	}

	/** Returns the text with escaped markup. */
	static String text(Object value) {
		return String.valueOf(value)
			.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;");
	}

}
