package dev.animals.release.verification;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The provenance of an image: a statement about who built it and from what, in the format
 * <a href="https://slsa.dev/spec/v1.1/provenance">SLSA v1</a>.
 *
 * @param statement the statement in the format in-toto v1
 */
record Provenance(JsonNode statement) {

	static final String PREDICATE = "https://slsa.dev/provenance/v1";

	/** The only way to build that {@code docs/reference/supply-chain.md} describes. */
	static final String BUILD_TYPE = "https://animals.dev/builds/make-push/v1";

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * Reads what {@code cosign verify-attestation} prints: an envelope in each line,
	 * whose signature cosign has verified.
	 * @throws UnverifiedImageException if a line is no envelope
	 */
	static List<Provenance> read(String envelopes) {
		List<Provenance> all = new ArrayList<>();
		try {
			for (String line : envelopes.lines().filter((text) -> !text.isBlank()).toList()) {
				String payload = MAPPER.readTree(line).path("payload").asString("");
				all.add(new Provenance(MAPPER.readTree(Base64.getDecoder().decode(payload))));
			}
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw new UnverifiedImageException("cosign printed a provenance that cannot be read: " + ex.getMessage());
		}
		return all;
	}

	/**
	 * Compares the provenance with what is expected.
	 * @param digest the digest of the image, such as {@code sha256:…}
	 * @return the first difference; empty if there is none
	 */
	Optional<String> difference(String digest, Expectations expected) {
		JsonNode build = this.statement.at("/predicate/buildDefinition");
		if (!PREDICATE.equals(this.statement.path("predicateType").asString(""))) {
			return Optional.of("it has another format than " + PREDICATE);
		}
		if (this.statement.path("subject")
			.valueStream()
			.noneMatch((subject) -> digest.equals("sha256:" + subject.at("/digest/sha256").asString("")))) {
			return Optional.of("it belongs to another image");
		}
		String type = build.path("buildType").asString("");
		if (!type.equals(BUILD_TYPE)) {
			return Optional.of("its build type is \"%s\" instead of %s".formatted(type, BUILD_TYPE));
		}
		if (!source().equals(expected.source())) {
			return Optional.of("it was built from \"%s\" instead of %s".formatted(source(), expected.source()));
		}
		if (expected.identity().filter((identity) -> !identity.equals(builder())).isPresent()) {
			return Optional
				.of("it was built by \"%s\" instead of %s".formatted(builder(), expected.identity().orElseThrow()));
		}
		return Optional.empty();
	}

	/** Returns the address of the repository from which the image was built. */
	String source() {
		return this.statement.at("/predicate/buildDefinition/externalParameters/repository").asString("");
	}

	/** Returns the commit from which the image was built. */
	String commit() {
		return this.statement.at("/predicate/buildDefinition/resolvedDependencies")
			.valueStream()
			.map((dependency) -> dependency.at("/digest/gitCommit").asString(""))
			.filter((commit) -> !commit.isEmpty())
			.findFirst()
			.orElse("");
	}

	/** Returns the builder. */
	String builder() {
		return this.statement.at("/predicate/runDetails/builder/id").asString("");
	}

}
