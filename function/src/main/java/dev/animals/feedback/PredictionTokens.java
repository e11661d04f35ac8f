package dev.animals.feedback;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
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

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Signs predictions as JSON Web Tokens with HMAC-SHA-256 (RFC 7519, RFC 7518 §3.2).
 * Because of the signature, feedback can go to any pod and no prediction has to be
 * stored.
 */
public class PredictionTokens {

	private static final Logger logger = LoggerFactory.getLogger(PredictionTokens.class);

	private final FeedbackSettings settings;

	private final Clock clock;

	private final String revision;

	private final JWSSigner signer;

	private final List<JWSVerifier> verifiers = new ArrayList<>();

	/**
	 * Creates the signer and the verifiers.
	 * @param settings the keys and the validity of tokens
	 * @param clock tells when a token is issued and whether it has expired
	 * @param revision the Knative revision of this process; empty if there is none
	 */
	public PredictionTokens(FeedbackSettings settings, Clock clock, String revision) {
		this.settings = settings;
		this.clock = clock;
		this.revision = revision;
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
		logger.warn("animals.feedback.key is not set, so this process accepts feedback only on its own answers");
		byte[] key = new byte[32];
		new SecureRandom().nextBytes(key);
		return key;
	}

	/**
	 * Signs a prediction.
	 * @param prediction the prediction
	 * @return the token
	 */
	public String issue(Prediction prediction) {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().jwtID(prediction.id())
			.claim("model", prediction.model())
			.claim("label", prediction.label())
			.claim("group", prediction.group())
			.claim("confidence", prediction.confidence())
			.claim("noAnimal", prediction.noAnimal())
			.claim("askedOneIn", prediction.isAsked() ? prediction.askedOneIn() : null)
			.claim("revision", this.revision.isEmpty() ? null : this.revision)
			.issueTime(Date.from(this.clock.instant()))
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
	 * Verifies a token.
	 * @param token a token that was issued by a process with one of the keys
	 * @return the prediction in the token and its origin
	 * @throws RejectedException as {@link Reason#INVALID_PREDICTION} if the token is
	 * forged, malformed or expired
	 */
	public SignedPrediction verify(String token) {
		try {
			SignedJWT signed = SignedJWT.parse(token);
			JWTClaimsSet claims = signed.getJWTClaimsSet();
			if (!isGenuine(signed) || claims.getExpirationTime() == null) {
				throw rejected("The prediction was not signed by this service. Send the prediction of an answer.");
			}
			if (claims.getExpirationTime().toInstant().isBefore(this.clock.instant())) {
				throw rejected("The prediction has expired. Classify the photo again.");
			}
			// Only the tokens of answers that were chosen for feedback have this claim.
			Integer askedOneIn = claims.getIntegerClaim("askedOneIn");
			Prediction prediction = new Prediction(claims.getJWTID(), claims.getStringClaim("model"),
					claims.getStringClaim("label"), claims.getStringClaim("group"), claims.getDoubleClaim("confidence"),
					claims.getDoubleClaim("noAnimal"), (askedOneIn != null) ? askedOneIn : 0);
			// Tokens of older versions of the service do not name a revision.
			String answeredBy = claims.getStringClaim("revision");
			Date issued = claims.getIssueTime();
			return new SignedPrediction(prediction, (answeredBy != null) ? answeredBy : "",
					(issued != null) ? issued.toInstant() : Instant.EPOCH);
		}
		// The library throws a NullPointerException if the header is the JSON null.
		catch (ParseException | JOSEException | NullPointerException ex) {
			throw rejected("The prediction is not a token of this service. Send the prediction of an answer.");
		}
	}

	/**
	 * Returns whether a prediction is so old that feedback on it is counted separately.
	 * @param prediction a prediction that was verified
	 * @return whether it is older than the setting allows, or of unknown age
	 */
	public boolean isLate(SignedPrediction prediction) {
		return prediction.issued().plus(this.settings.recent()).isBefore(this.clock.instant());
	}

	private boolean isGenuine(SignedJWT token) throws JOSEException {
		for (JWSVerifier verifier : this.verifiers) {
			if (JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm()) && token.verify(verifier)) {
				return true;
			}
		}
		return false;
	}

	private static RejectedException rejected(String detail) {
		return new RejectedException(Reason.INVALID_PREDICTION, detail);
	}

}
