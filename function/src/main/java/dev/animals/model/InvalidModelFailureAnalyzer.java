package dev.animals.model;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Makes Spring Boot report an invalid model in one sentence instead of a stack trace.
 */
class InvalidModelFailureAnalyzer extends AbstractFailureAnalyzer<InvalidModelException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidModelException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Set animals.model.directory to a folder with a complete model, or export the model again.", cause);
	}

}
