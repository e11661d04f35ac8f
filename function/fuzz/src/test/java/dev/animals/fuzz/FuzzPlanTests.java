package dev.animals.fuzz;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FuzzPlanTests {

	private static final String JPEG = "dev.animals.image.JpegFuzzTests";

	private static final String FORM = "dev.animals.http.FormFuzzTests";

	private static final List<String> ALL = List.of(JPEG, FORM);

	@Test
	void runsAllTestsUnlessSomeAreNamed() {
		assertThat(FuzzPlan.of(List.of("30"), ALL)).isEqualTo(new FuzzPlan(30, ALL));
		assertThat(FuzzPlan.of(List.of("5", "Form"), ALL)).isEqualTo(new FuzzPlan(5, List.of(FORM)));
	}

	@Test
	void rejectsNamesOfOtherTestsAndListsTheRightOnes() {
		assertThatIllegalArgumentException().isThrownBy(() -> FuzzPlan.of(List.of("5", "Jpeg", "Jpg"), ALL))
			.withMessage("No fuzz test is named Jpg. Choose from: Form, Jpeg.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "", "ten", "0.5" })
	void rejectsMinutesThatAreNotAWholeNumberFromOne(String minutes) {
		assertThatIllegalArgumentException().isThrownBy(() -> FuzzPlan.of(List.of(minutes), ALL))
			.withMessage("MINUTES must be 1 or more, but it is " + minutes + ".");
	}

	@Test
	void rejectsAModuleWithoutTests() {
		assertThatIllegalArgumentException().isThrownBy(() -> FuzzPlan.of(List.of("5"), List.of()))
			.withMessage("There are no fuzz tests. Build the module first.");
	}

}
