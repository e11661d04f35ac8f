package dev.animals.release.report;

/**
 * Text in HTML.
 */
final class Html {

	private Html() {
	}

	/** Returns a text with which no markup can be smuggled in. */
	static String text(Object value) {
		return String.valueOf(value)
			.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;");
	}

}
