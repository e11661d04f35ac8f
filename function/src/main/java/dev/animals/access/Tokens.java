package dev.animals.access;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Verifies the tokens of an OIDC issuer: their signature, issuer, audience and expiry.
 * The issuer's public keys are fetched when the first token arrives, and again when they
 * are older than five minutes.
 */
final class Tokens {

	private static final Logger logger = LoggerFactory.getLogger(Tokens.class);

	/**
	 * Only algorithms with a pair of keys. With a shared secret, everybody who can verify
	 * a token could also issue one.
	 */
	private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384,
			JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256,
			JWSAlgorithm.ES384, JWSAlgorithm.ES512);

	private static final int TIMEOUT_IN_MILLIS = 2000;

	private static final int MOST_BYTES = 256 << 10;

	private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

	private final KeyRetriever retriever = new KeyRetriever();

	/**
	 * Creates the verifier. It fetches nothing yet.
	 * @param issuer the required claim {@code iss}
	 * @param audience the required claim {@code aud}, or one of its values
	 * @param jwks the address of the public keys
	 */
	Tokens(String issuer, String audience, URI jwks) {
		JWKSource<SecurityContext> keys = JWKSourceBuilder.create(url(jwks), this.retriever)
			.retrying(true)
			.outageTolerant(true)
			.build();
		this.processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
		// Access tokens may declare their own type instead of JWT (RFC 9068 §2.1).
		this.processor.setJWSTypeVerifier(
				new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
		this.processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(audience,
				new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp", "sub")));
	}

	private static URL url(URI uri) {
		try {
			return uri.toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException("animals.access.jwks is not a URL: " + uri, ex);
		}
	}

	/**
	 * Verifies a token.
	 * @param token the token that a caller sent
	 * @return the subject of the token; null if the token is not valid
	 * @throws RejectedException as {@link Reason#ISSUER_UNREACHABLE} if the public keys
	 * cannot be fetched, and were not fetched in the last 50 minutes either
	 */
	@Nullable String subject(String token) {
		try {
			return this.processor.process(token, null).getSubject();
		}
		catch (KeySourceException ex) {
			// For a token with an unknown key, the library fetches the keys again, but at
			// most twice in 30 s.
			if (ex instanceof RateLimitReachedException && this.retriever.succeeded) {
				logger.debug("A token has an unknown key", ex);
				return null;
			}
			logger.warn("The public keys of the issuer of tokens cannot be fetched", ex);
			throw new RejectedException(Reason.ISSUER_UNREACHABLE,
					"The service cannot fetch the public keys of the issuer of tokens. Try again.");
		}
		// The library throws a NullPointerException if the header is the JSON null.
		catch (BadJOSEException | JOSEException | ParseException | NullPointerException ex) {
			logger.debug("A token is not valid", ex);
			return null;
		}
	}

	/** Fetches the keys without following redirects, which could lead to other hosts. */
	private static final class KeyRetriever extends DefaultResourceRetriever {

		/** Whether the last attempt to fetch the keys succeeded. */
		private volatile boolean succeeded;

		KeyRetriever() {
			super(TIMEOUT_IN_MILLIS, TIMEOUT_IN_MILLIS, MOST_BYTES);
		}

		@Override
		public Resource retrieveResource(URL url) throws IOException {
			this.succeeded = false;
			Resource keys = super.retrieveResource(url);
			this.succeeded = true;
			return keys;
		}

		@Override
		protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
			HttpURLConnection connection = super.openHTTPConnection(url);
			connection.setInstanceFollowRedirects(false);
			return connection;
		}

	}

}
