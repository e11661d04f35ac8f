package dev.animals.container;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests on a machine that cannot run containers, and prints why. JUnit evaluates a
 * condition before it creates the test class, whose constructor may start a container.
 */
final class WhereContainersRun implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		String missing = Container.missing(System.getenv("PATH"));
		if (missing.isEmpty()) {
			return ConditionEvaluationResult.enabled("This machine can run containers");
		}
		// Maven does not print why a test was skipped.
		System.out.println(missing);
		return ConditionEvaluationResult.disabled(missing);
	}

}
