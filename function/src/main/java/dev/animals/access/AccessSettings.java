package dev.animals.access;

import java.net.URI;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for who may call the service. Without keys and without an issuer, everybody
 * may.
 *
 * @param keys the API keys, one in each line: {@code NAME: KEY} or
 * {@code NAME: sha256:HASH}. Null means that no key is needed. A blank text is invalid,
 * because it is a mistake in the deployment.
 * @param perMinute how many requests a caller may send to this process in a minute; 0 for
 * any number
 * @param issuer the issuer of accepted tokens, as in the claim {@code iss}; null if no
 * tokens are accepted
 * @param audience the audience for which tokens must be issued, in the claim {@code aud};
 * required with an issuer
 * @param jwks the address of the issuer's public keys (RFC 7517); required with an
 * issuer. It must begin with {@code https://}, unless its host is this machine.
 */
@ConfigurationProperties("animals.access")
public record AccessSettings(@Nullable String keys, @DefaultValue("600") int perMinute, @Nullable String issuer,
		@Nullable String audience, @Nullable URI jwks) {

	/** The default in {@code application.yaml}, which means that there are no keys. */
	private static final String UNSET = "unset";

	private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

	public AccessSettings {
		keys = UNSET.equals(keys) ? null : keys;
		if (perMinute < 0) {
			throw new IllegalArgumentException("animals.access.per-minute must be 0 or more, but it is " + perMinute);
		}
		boolean anyIsSet = issuer != null || audience != null || jwks != null;
		if (anyIsSet && (isBlank(issuer) || isBlank(audience) || jwks == null)) {
			throw new IllegalArgumentException("animals.access.issuer, animals.access.audience and animals.access.jwks "
					+ "must be set together, but one of them is missing or blank");
		}
		if (jwks != null && !isSafe(jwks)) {
			throw new IllegalArgumentException("animals.access.jwks must begin with https://, but it is " + jwks);
		}
	}

	private static boolean isBlank(@Nullable String text) {
		return text == null || text.isBlank();
	}

	private static boolean isSafe(URI jwks) {
		return jwks.getHost() != null && ("https".equals(jwks.getScheme())
				|| ("http".equals(jwks.getScheme()) && THIS_MACHINE.contains(jwks.getHost())));
	}

	// Hides the keys, which the default text of a record would show.
	@Override
	public String toString() {
		return "AccessSettings[perMinute=%d, issuer=%s]".formatted(this.perMinute, this.issuer);
	}

}
