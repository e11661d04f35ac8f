package dev.animals.rejection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTests {

	@ParameterizedTest
	@EnumSource
	void theTypeEndsInTheReason(Reason reason) {
		Problem problem = Problem.of(new RejectedException(reason, "why"));
		assertThat(problem.type()).isEqualTo("urn:animals:problem:" + reason);
		assertThat(problem.detail()).isEqualTo("why");
		assertThat(problem.title()).isNotBlank();
	}

	@ParameterizedTest
	@CsvSource({ "EMPTY, 400", "MALFORMED_EVENT, 400", "INVALID_PREDICTION, 400", "INVALID_PARAMETER, 400",
			"UNKNOWN_PARAMETER, 400", "QUERY_TOO_LONG, 400", "UNKNOWN_LABEL, 400", "UNSUPPORTED_TYPE, 415",
			"UNSUPPORTED_ENCODING, 415", "NOT_AN_IMAGE, 422", "CORRUPT, 422", "TOO_SMALL, 422", "TOO_NARROW, 422",
			"TOO_MANY_PIXELS, 422", "TOO_LARGE, 413", "SLOW_UPLOAD, 408", "OVERLOADED, 503", "NOT_FOUND, 404",
			"METHOD_NOT_ALLOWED, 405", "UNAUTHENTICATED, 401", "RATE_LIMITED, 429", "ISSUER_UNREACHABLE, 503",
			"OBJECT_NOT_ALLOWED, 403", "PRIVATE_ADDRESS, 403", "OBJECT_UNREADABLE, 422",
			"OBJECT_STORE_UNREACHABLE, 503" })
	void theReasonDecidesTheStatus(Reason reason, int status) {
		assertThat(Problem.of(new RejectedException(reason, "why")).status()).isEqualTo(status);
	}

	@Test
	void reasonsAreSpelledWithHyphens() {
		assertThat(Reason.TOO_MANY_PIXELS).hasToString("too-many-pixels");
	}

	@Test
	void aRejectionHasNoStackTrace() {
		assertThat(new RejectedException(Reason.EMPTY, "why")).hasMessage("why")
			.satisfies((rejected) -> assertThat(rejected.getStackTrace()).isEmpty());
	}

}
