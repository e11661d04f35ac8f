package dev.animals.release.verification;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProvenanceTests {

	private static final Expectations EXPECTED = new Expectations(Optional.of("cosign.pub"),
			Optional.of(Statement.BUILDER), Optional.empty(), Statement.REPOSITORY, false);

	@Test
	void isAcceptedIfImageSourceAndBuilderAreTheExpectedOnes() {
		assertThat(difference(Statement.VALID, EXPECTED)).isEmpty();
	}

	@Test
	void namesTheCommit() {
		assertThat(Provenance.read(Statement.VALID.line()).getFirst().commit()).isEqualTo("c0ffee");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			f00d  |       |       |                        |            | another image
			      | https://slsa.dev/provenance/v0.2 | | |              | another format
			      |       | other |                        |            | build type
			      |       |       | https://example.com/fork |          | built from "https://example.com/fork"
			      |       |       |                        | person     | built by "person"
			""")
	void isRejectedIfAnythingDiffers(@Nullable String digest, @Nullable String type, @Nullable String build,
			@Nullable String repository, @Nullable String builder, String difference) {
		Statement valid = Statement.VALID;
		Statement wrong = new Statement(or(digest, valid.digest()), or(type, valid.type()), or(build, valid.build()),
				or(repository, valid.repository()), or(builder, valid.builder()));
		assertThat(difference(wrong, EXPECTED)).get().asString().contains(difference);
	}

	@Test
	void mayHaveAnyBuilderIfNoneIsExpected() {
		Statement person = new Statement(Statement.DIGEST, Provenance.PREDICATE, Provenance.BUILD_TYPE,
				Statement.REPOSITORY, "https://animals.dev/builders/person");
		Expectations anyBuilder = new Expectations(EXPECTED.key(), Optional.empty(), Optional.empty(),
				Statement.REPOSITORY, false);
		assertThat(difference(person, anyBuilder)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "no JSON", "{\"payload\": \"*\"}", "{\"payload\": \"bm8gSlNPTg==\"}" })
	void isRejectedIfItCannotBeRead(String line) {
		assertThatThrownBy(() -> Provenance.read(line)).isInstanceOf(UnverifiedImageException.class);
	}

	@Test
	void isRejectedIfItIsEmpty() {
		assertThat(new Provenance(new JsonMapper().readTree("{}")).difference("sha256:" + Statement.DIGEST, EXPECTED))
			.isPresent();
	}

	private static Optional<String> difference(Statement statement, Expectations expected) {
		return Provenance.read(statement.line()).getFirst().difference("sha256:" + Statement.DIGEST, expected);
	}

	private static String or(@Nullable String given, String otherwise) {
		return (given != null) ? given : otherwise;
	}

}
