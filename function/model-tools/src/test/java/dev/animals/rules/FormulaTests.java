package dev.animals.rules;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FormulaTests {

	@Test
	void putsSeriesInPlaceOfQuantities() {
		Formula formula = new Formula("(count + 0.5) / ignoring (bin) group_left () count_all", "count", "count_all");
		assertThat(formula.promQl("a:count", "b:count"))
			.isEqualTo("(a:count + 0.5) / ignoring (bin) group_left () b:count");
	}

	@Test
	void putsSeriesWithOperatorsInParentheses() {
		assertThat(new Formula("1 / photos", "photos").promQl("a:photos > 0")).isEqualTo("1 / (a:photos > 0)");
	}

	@Test
	void computesNumbersAndIgnoresHowSeriesMatch() {
		assertThat(new Formula("a - on (model, bin) group_left (tag) b", "a", "b").value(3, 1)).isEqualTo(2);
	}

	@Test
	void computesPowersBeforeProductsAndProductsBeforeSums() {
		assertThat(new Formula("1 + 2 * a ^ 3 - a / 2", "a").value(2)).isEqualTo(16);
	}

	@Test
	void computesFunctions() {
		assertThat(new Formula("ln(a) + sqrt(a) + clamp_min(a, 5)", "a").value(4)).isCloseTo(Math.log(4) + 7,
				within(1e-12));
	}

	@Test
	void decidesComparisons() {
		Formula enough = new Formula("photos >= 50 * bins", "photos", "bins");
		assertThat(enough.holds(500, 10)).isTrue();
		assertThat(enough.holds(499, 10)).isFalse();
	}

}
