package dev.animals.e2e.issuer;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * A key with which an issuer signs tokens.
 *
 * @param id the key's name, which tokens and the list of public keys contain
 * @param pair the private and the public key
 */
record SigningKey(String id, KeyPair pair) {

	static final String ISSUER = "https://issuer.example";

	static final String AUDIENCE = "animals";

	private static final JsonMapper MAPPER = new JsonMapper();

	static SigningKey create(String id) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return new SigningKey(id, generator.generateKeyPair());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Returns the list of public keys (RFC 7517) that has only this key. */
	String published() {
		RSAPublicKey key = (RSAPublicKey) this.pair.getPublic();
		return """
				{"keys": [{"kty": "RSA", "use": "sig", "kid": "%s", "n": "%s", "e": "%s"}]}
				""".formatted(this.id, number(key.getModulus()), number(key.getPublicExponent()));
	}

	/** Returns a valid token. */
	String token() {
		return token(Map.of());
	}

	/**
	 * Returns a token (RFC 7519).
	 * @param changes the claims that differ from those of a valid token
	 * @return the token
	 */
	String token(Map<String, Object> changes) {
		Map<String, Object> claims = new HashMap<>(Map.of("iss", ISSUER, "aud", AUDIENCE, "sub", "anna", "exp",
				Instant.now().plus(Duration.ofHours(1)).getEpochSecond()));
		claims.putAll(changes);
		String content = json(Map.of("alg", "RS256", "kid", this.id)) + "." + json(claims);
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(this.pair.getPrivate());
			signature.update(content.getBytes(StandardCharsets.US_ASCII));
			return content + "." + encode(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String json(Map<String, Object> members) {
		return encode(MAPPER.writeValueAsBytes(members));
	}

	/** Encodes a number without a leading zero byte (RFC 7518 §2). */
	private static String number(BigInteger number) {
		byte[] bytes = number.toByteArray();
		return encode((bytes[0] == 0) ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
	}

	private static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
