package dev.animals.rules;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GeneratedRuleTests {

	private static final String FILE = """
			groups:
			- name: some
			  rules:
			  # A comment.
			  - record: a:share
			    expr: old
			  - record: a:ratio
			    labels: {window: 1h}
			    expr: |
			      old
			        / older
			  - record: a:ratio
			    labels: {window: 1d}
			    expr: old
			  - alert: Bad
			    expr: old > 1
			    for: 5m
			""";

	@Test
	void replacesTheExpressionAndNothingElse() {
		assertThat(new GeneratedRule("a:share", "new").in(FILE))
			.isEqualTo(FILE.replace("a:share\n    expr: old\n", "a:share\n    expr: new\n"));
	}

	@Test
	void replacesSeveralLinesByOne() {
		assertThat(new GeneratedRule("a:ratio", "{window: 1h}", "new").in(FILE))
			.isEqualTo(FILE.replace("expr: |\n      old\n        / older\n", "expr: new\n"));
	}

	@Test
	void replacesOneLineBySeveral() {
		assertThat(new GeneratedRule("Bad", "new\n  and newer").in(FILE))
			.isEqualTo(FILE.replace("expr: old > 1\n", "expr: |\n      new\n        and newer\n"));
	}

	@Test
	void tellsRulesOfTheSameNameApartByTheirLabels() {
		assertThat(new GeneratedRule("a:ratio", "{window: 1d}", "new").in(FILE))
			.isEqualTo(FILE.replace("1d}\n    expr: old\n", "1d}\n    expr: new\n"));
	}

	@Test
	void rejectsAFileWithoutTheRule() {
		assertThatIllegalArgumentException().isThrownBy(() -> new GeneratedRule("b:share", "new").in(FILE))
			.withMessage("The rule b:share is not there exactly once.");
	}

}
