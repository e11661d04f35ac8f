package dev.animals.container;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests, and says why, on a machine that cannot run containers. It is asked before
 * a test class is made, whose constructor may start one.
 */
final class WhereContainersRun implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		String missing = Container.missing(System.getenv("PATH"));
		if (missing.isEmpty()) {
			return ConditionEvaluationResult.enabled("Containers run here");
		}
		// Maven's output has no reasons.
		System.out.println(missing);
		return ConditionEvaluationResult.disabled(missing);
	}

}
