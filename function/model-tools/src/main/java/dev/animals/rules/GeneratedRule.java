package dev.animals.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expression of one rule or alert in a file that is otherwise edited by hand.
 *
 * @param name the rule's {@code record} or {@code alert}
 * @param labels the rule's labels as written in the file; empty if none stand before the
 * expression
 * @param expression PromQL, possibly of several lines
 */
record GeneratedRule(String name, String labels, String expression) {

	GeneratedRule(String name, String expression) {
		this(name, "", expression);
	}

	/**
	 * Puts the expression into a file.
	 * @param file the text of a rule file
	 * @return the text in which this expression replaces the former one
	 * @throws IllegalArgumentException if the file does not have the rule exactly once
	 */
	String in(String file) {
		String labelled = this.labels.isEmpty() ? "" : "    labels: " + Pattern.quote(this.labels) + "\n";
		Pattern rule = Pattern.compile("(?m)(^  - (?:record|alert): " + Pattern.quote(this.name) + "\n" + labelled
				+ "    expr: )(?:\\|\n(?: {6}.*\n)+|.*\n)");
		if (rule.matcher(file).results().count() != 1) {
			throw new IllegalArgumentException(
					"The rule %s%s is not there exactly once.".formatted(this.name, this.labels));
		}
		return rule.matcher(file).replaceFirst("$1" + Matcher.quoteReplacement(yaml()));
	}

	private String yaml() {
		return this.expression.contains("\n") ? "|\n" + this.expression.indent(6) : this.expression + "\n";
	}

}
