package dev.animals.release.verification;

import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A statement of provenance as {@code knative/pipeline/provenance.sh} writes it and
 * cosign prints it.
 *
 * @param digest the digest of the image
 * @param type the type of the predicate
 * @param build the type of the build
 * @param repository the repository
 * @param builder the builder
 */
record Statement(String digest, String type, String build, String repository, String builder) {

	static final String DIGEST = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

	static final String REPOSITORY = "https://gitlab.example.com/team/animals";

	static final String BUILDER = REPOSITORY + "//.gitlab-ci.yml@refs/heads/main";

	/** The statement of an image that may be deployed. */
	static final Statement VALID = new Statement(DIGEST, Provenance.PREDICATE, Provenance.BUILD_TYPE, REPOSITORY,
			BUILDER);

	/** Returns the line that cosign prints. */
	String line() {
		String statement = """
				{"_type": "https://in-toto.io/Statement/v1", "predicateType": "%s",
				 "subject": [{"name": "registry.example.com/animals", "digest": {"sha256": "%s"}}],
				 "predicate": {
				  "buildDefinition": {"buildType": "%s",
				   "externalParameters": {"repository": "%s", "ref": "main"},
				   "resolvedDependencies": [
				    {"name": "source", "uri": "git+%s@main", "digest": {"gitCommit": "c0ffee"}}]},
				  "runDetails": {"builder": {"id": "%s"}}}}""".formatted(this.type, this.digest, this.build,
				this.repository, this.repository, this.builder);
		return "{\"payloadType\": \"application/vnd.in-toto+json\", \"payload\": \"%s\", \"signatures\": []}"
			.formatted(Base64.getEncoder().encodeToString(statement.getBytes(UTF_8)));
	}

}
