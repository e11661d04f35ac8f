package dev.animals.feedback;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.rejection.Outcome;
import dev.animals.rejection.Reason;

/**
 * Signs what was answered, so that feedback can come back to any pod and nothing has to
 * be stored: JSON Web Tokens with HMAC-SHA-256 (RFC 7519, RFC 7518 §3.2).
 */
public class PredictionTokens {

	private static final Logger logger = LoggerFactory.getLogger(PredictionTokens.class);

	private final FeedbackSettings settings;

	private final Clock clock;

	private final JWSSigner signer;

	private final List<JWSVerifier> verifiers = new ArrayList<>();

	/**
	 * Creates signer and verifiers.
	 * @param settings the keys
	 * @param clock tells the time of issue and of expiry
	 */
	public PredictionTokens(FeedbackSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
		byte[] key = (settings.key() != null) ? settings.key().getBytes(StandardCharsets.UTF_8) : randomKey();
		try {
			this.signer = new MACSigner(key);
			this.verifiers.add(new MACVerifier(key));
			if (settings.previousKey() != null) {
				this.verifiers.add(new MACVerifier(settings.previousKey()));
			}
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] randomKey() {
		logger.warn("No animals.feedback.key is set: feedback is taken only for answers of this very process");
		byte[] key = new byte[32];
		new SecureRandom().nextBytes(key);
		return key;
	}

	/**
	 * Signs a prediction.
	 * @param prediction what was answered
	 * @return the token
	 */
	public String issue(Prediction prediction) {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().jwtID(prediction.id())
			.claim("model", prediction.model())
			.claim("label", prediction.label())
			.claim("group", prediction.group())
			.claim("confidence", prediction.confidence())
			.expirationTime(Date.from(this.clock.instant().plus(this.settings.validity())))
			.build();
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
		try {
			token.sign(this.signer);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

	/**
	 * Reads a token back.
	 * @param token as it was issued, by any process that has one of the keys
	 * @return the prediction, or a refusal where the token is forged, broken or too old
	 */
	public Outcome<Prediction> verify(String token) {
		try {
			SignedJWT signed = SignedJWT.parse(token);
			JWTClaimsSet claims = signed.getJWTClaimsSet();
			if (!isGenuine(signed) || claims.getExpirationTime() == null) {
				return refuse("The prediction was not signed here.");
			}
			if (claims.getExpirationTime().toInstant().isBefore(this.clock.instant())) {
				return refuse("The prediction is too old to be judged.");
			}
			return new Outcome.Accepted<>(
					new Prediction(claims.getJWTID(), claims.getStringClaim("model"), claims.getStringClaim("label"),
							claims.getStringClaim("group"), claims.getDoubleClaim("confidence")));
		}
		catch (ParseException | JOSEException ex) {
			return refuse("The prediction is no token of this service.");
		}
	}

	private boolean isGenuine(SignedJWT token) throws JOSEException {
		for (JWSVerifier verifier : this.verifiers) {
			if (JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm()) && token.verify(verifier)) {
				return true;
			}
		}
		return false;
	}

	private static Outcome<Prediction> refuse(String detail) {
		return Outcome.rejected(Reason.INVALID_PREDICTION, detail);
	}

}
