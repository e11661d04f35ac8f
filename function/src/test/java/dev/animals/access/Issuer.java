package dev.animals.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An issuer of tokens that serves its public keys over HTTP.
 */
public final class Issuer implements AutoCloseable {

	public static final String NAME = "https://issuer.example";

	public static final String AUDIENCE = "animals";

	private final HttpServer server;

	private final AtomicInteger fetches = new AtomicInteger();

	private volatile RSAKey key = newKey("first");

	private Issuer(HttpServer server) {
		this.server = server;
		server.createContext("/keys", this::sendKeys);
		server.createContext("/moved", (exchange) -> {
			exchange.getResponseHeaders().set("Location", keys().toString());
			exchange.sendResponseHeaders(302, -1);
			exchange.close();
		});
		server.start();
	}

	public static Issuer start() {
		try {
			return new Issuer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void sendKeys(HttpExchange exchange) throws IOException {
		this.fetches.incrementAndGet();
		byte[] json = new JWKSet(this.key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, json.length);
		exchange.getResponseBody().write(json);
		exchange.close();
	}

	public URI keys() {
		return address("/keys");
	}

	/** Returns an address that redirects to the keys. */
	URI movedKeys() {
		return address("/moved");
	}

	private URI address(String path) {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + path);
	}

	int fetches() {
		return this.fetches.get();
	}

	/** Replaces the key with another. */
	void rotateKey() {
		this.key = newKey("second");
	}

	RSAKey key() {
		return this.key;
	}

	static RSAKey newKey(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Returns the claims of a valid token, for a test to change. */
	static JWTClaimsSet.Builder claims() {
		return new JWTClaimsSet.Builder().issuer(NAME)
			.audience(AUDIENCE)
			.subject("anna")
			.expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
	}

	/** Returns a valid token. */
	public String token() {
		return token(claims(), this.key);
	}

	static String token(JWTClaimsSet.Builder claims, RSAKey key) {
		try {
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
					claims.build());
			token.sign(new RSASSASigner(key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
