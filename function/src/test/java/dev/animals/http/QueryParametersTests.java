package dev.animals.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QueryParametersTests {

	@ParameterizedTest
	@NullAndEmptySource
	void absentParametersHaveTheirDefault(String query) {
		assertThat(new QueryParameters(query, "top=3").number("top", 20, 5)).isEqualTo(5);
		assertThat(new QueryParameters(query, "q=lemur").text("q")).isEmpty();
	}

	@Test
	void decodesTexts() {
		assertThat(new QueryParameters("q=fl%C3%A4mingo+bird", "q=lemur").text("q")).isEqualTo("flämingo bird");
	}

	@Test
	void namesTheUnknownParameterAndThoseThatThePathTakes() {
		assertRejected(Reason.UNKNOWN_PARAMETER, () -> new QueryParameters("k=3", "top=3"),
				"The parameter k is not one of this path, which takes top, for instance ?top=3.");
	}

	@Test
	void doesNotRepeatAnUnusualName() {
		assertRejected(Reason.UNKNOWN_PARAMETER, () -> new QueryParameters("<b>=3", "q=lemur&limit=10"),
				"A parameter is not one of this path, which takes q and limit, for instance ?q=lemur&limit=10.");
	}

	@Test
	void aFlagIsTrueOnlyIfTheQuerySaysSo() {
		assertThat(new QueryParameters("ask=true", "ask=true").flag("ask")).isTrue();
		assertThat(new QueryParameters("ask=false", "ask=true").flag("ask")).isFalse();
		assertThat(new QueryParameters(null, "ask=true").flag("ask")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ask", "ask=", "ask=1", "ask=TRUE", "ask=yes" })
	void rejectsAFlagThatIsNeitherTrueNorFalse(String query) {
		assertRejected(Reason.INVALID_PARAMETER, () -> new QueryParameters(query, "ask=true").flag("ask"),
				"The parameter ask must be true or false.");
	}

	@Test
	void rejectsATextThatIsNotEncoded() {
		assertRejected(Reason.INVALID_PARAMETER, () -> new QueryParameters("q=%zz", "q=lemur").text("q"),
				"The parameter q is not encoded as URLs require: % must be followed by two digits or letters.");
	}

	private static void assertRejected(Reason reason, Runnable call, String detail) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(call::run)
			.withMessage(detail)
			.satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(reason));
	}

}
