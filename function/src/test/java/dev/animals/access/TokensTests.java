package dev.animals.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tokens are verified with the keys that a real HTTP server serves.
 */
class TokensTests {

	private final Issuer issuer = Issuer.start();

	private final Tokens tokens = new Tokens(Issuer.NAME, Issuer.AUDIENCE, this.issuer.keys());

	@AfterEach
	void stop() {
		this.issuer.close();
	}

	@Test
	void knowsTheSubjectOfAValidToken() {
		assertThat(this.tokens.subject(this.issuer.token())).isEqualTo("anna");
	}

	@Test
	void fetchesTheKeysWithTheFirstTokenAndKeepsThem() {
		assertThat(this.issuer.fetches()).isZero();
		this.tokens.subject(this.issuer.token());
		this.tokens.subject(this.issuer.token());
		assertThat(this.issuer.fetches()).isOne();
	}

	@Test
	void acceptsATokenWithAKeyThatIsNewer() {
		this.tokens.subject(this.issuer.token());
		String old = this.issuer.token();
		this.issuer.rotateKey();
		assertThat(this.tokens.subject(this.issuer.token())).isEqualTo("anna");
		assertThat(this.tokens.subject(old)).as("its key was withdrawn").isNull();
	}

	@Test
	void rejectsATokenOfAnotherIssuer() {
		assertThat(
				this.tokens.subject(Issuer.token(Issuer.claims().issuer("https://other.example"), this.issuer.key())))
			.isNull();
	}

	@Test
	void rejectsATokenForAnotherAudience() {
		assertThat(this.tokens.subject(Issuer.token(Issuer.claims().audience("shop"), this.issuer.key()))).isNull();
	}

	/** These are the JSON {@code null} as the header, and as the claims. */
	@Test
	void rejectsATokenWhoseHeaderOrClaimsAreNull() {
		assertThat(this.tokens.subject("bnVsbA.e30.AA")).isNull();
		assertThat(this.tokens.subject("eyJhbGciOiJSUzI1NiJ9.bnVsbA.AA")).isNull();
	}

	@Test
	void rejectsAnExpiredToken() {
		Date expired = Date.from(Instant.now().minus(Duration.ofMinutes(2)));
		assertThat(this.tokens.subject(Issuer.token(Issuer.claims().expirationTime(expired), this.issuer.key())))
			.isNull();
	}

	@Test
	void rejectsATokenThatNeverExpires() {
		assertThat(this.tokens.subject(Issuer.token(Issuer.claims().expirationTime(null), this.issuer.key()))).isNull();
	}

	@Test
	void rejectsATokenThatAnotherKeyOfTheSameNameSigned() {
		assertThat(this.tokens.subject(Issuer.token(Issuer.claims(), Issuer.newKey("first")))).isNull();
	}

	@Test
	void rejectsATokenWithoutASignature() {
		assertThat(this.tokens.subject(new PlainJWT(Issuer.claims().build()).serialize())).isNull();
	}

	/**
	 * An attacker knows the public key, and might sign a token with it as if it were a
	 * shared secret.
	 */
	@Test
	void rejectsATokenThatIsSignedWithThePublicKeyAsASecret() throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
				Issuer.claims().build());
		token.sign(new MACSigner(this.issuer.key().toRSAPublicKey().getEncoded()));
		assertThat(this.tokens.subject(token.serialize())).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "a.b.c", "...", "eyJhbGciOiJSUzI1NiJ9.e30.AA" })
	void rejectsATextThatIsNotAToken(String text) {
		assertThat(this.tokens.subject(text)).isNull();
	}

	@Test
	void rejectsTokensWithUnknownKeysWithoutFetchingTheKeysForEach() {
		String forged = Issuer.token(Issuer.claims(), Issuer.newKey("unknown"));
		for (int i = 0; i < 20; i++) {
			assertThat(this.tokens.subject(forged)).isNull();
		}
		assertThat(this.issuer.fetches()).isLessThanOrEqualTo(3);
		assertThat(this.tokens.subject(this.issuer.token())).isEqualTo("anna");
	}

	@Test
	void saysThatTheIssuerIsUnreachableAsLongAsItIs() {
		this.issuer.close();
		for (int i = 0; i < 5; i++) {
			assertUnreachable(this.tokens, this.issuer.token());
		}
	}

	@Test
	void acceptsTokensWithTheKeysThatItKnowsIfTheIssuerIsUnreachable() {
		this.tokens.subject(this.issuer.token());
		this.issuer.close();
		assertThat(this.tokens.subject(this.issuer.token())).isEqualTo("anna");
	}

	@Test
	void doesNotFollowARedirect() {
		assertUnreachable(new Tokens(Issuer.NAME, Issuer.AUDIENCE, this.issuer.movedKeys()), this.issuer.token());
		assertThat(this.issuer.fetches()).isZero();
	}

	private static void assertUnreachable(Tokens tokens, String token) {
		RejectedException rejected = catchThrowableOfType(RejectedException.class, () -> tokens.subject(token));
		assertThat(rejected.reason()).isEqualTo(Reason.ISSUER_UNREACHABLE);
	}

}
