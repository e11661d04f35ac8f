package dev.animals.rules;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

import static java.util.Objects.requireNonNull;

/**
 * A formula that Prometheus evaluates for series and this program for numbers.
 * <p>
 * It is written in PromQL. Spring's expression language has the same syntax for
 * arithmetic and comparisons. So it can compute the numbers, after the clauses that match
 * series are removed and the names are marked as variables.
 */
public final class Formula {

	private static final Pattern MATCHING = Pattern.compile("(ignoring|on|group_left) \\([a-z, ]*\\)");

	private static final Pattern NAME = Pattern.compile("[a-z_]+");

	private static final Pattern OPERATOR = Pattern.compile(" [-+*/<>] ");

	private static final Map<String, Method> FUNCTIONS = Map.of("ln", function("log", double.class), "sqrt",
			function("sqrt", double.class), "clamp_min", function("max", double.class, double.class));

	private final List<String> quantities;

	private final String text;

	private final Expression numeric;

	/**
	 * Creates a formula.
	 * @param text PromQL with the names of quantities where series belong; it may call
	 * {@code ln}, {@code sqrt} and {@code clamp_min}
	 * @param quantities the names, in the order of the arguments of the other methods
	 */
	Formula(String text, String... quantities) {
		this.text = text;
		this.quantities = List.of(quantities);
		String numbers = NAME.matcher(MATCHING.matcher(text).replaceAll("")).replaceAll("#$0");
		this.numeric = new SpelExpressionParser().parseExpression(numbers);
	}

	/**
	 * Writes the formula for series.
	 * @param series a PromQL expression for each quantity
	 * @return PromQL
	 */
	String promQl(String... series) {
		return NAME.matcher(this.text).replaceAll((name) -> {
			int quantity = this.quantities.indexOf(name.group());
			return Matcher.quoteReplacement((quantity < 0) ? name.group() : inParentheses(series[quantity]));
		});
	}

	/**
	 * Computes the formula.
	 * @param values a number for each quantity
	 * @return the result
	 */
	public double value(double... values) {
		return requireNonNull(this.numeric.getValue(context(values), Double.class));
	}

	/**
	 * Evaluates a formula that is a comparison.
	 * @param values a number for each quantity
	 * @return whether the comparison holds
	 */
	public boolean holds(double... values) {
		return requireNonNull(this.numeric.getValue(context(values), Boolean.class));
	}

	private StandardEvaluationContext context(double... values) {
		StandardEvaluationContext context = new StandardEvaluationContext();
		FUNCTIONS.forEach(context::registerFunction);
		for (int i = 0; i < values.length; i++) {
			context.setVariable(this.quantities.get(i), values[i]);
		}
		return context;
	}

	private static String inParentheses(String series) {
		return OPERATOR.matcher(series).find() ? "(" + series + ")" : series;
	}

	private static Method function(String name, Class<?>... parameters) {
		try {
			return Math.class.getMethod(name, parameters);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
