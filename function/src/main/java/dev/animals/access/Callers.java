package dev.animals.access;

import java.time.Duration;
import java.time.InstantSource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static java.util.Objects.requireNonNull;

/**
 * Decides whether a caller may send a request.
 */
public class Callers {

	/**
	 * The value of the metric tag for all tokens, whose subjects are too many for a tag.
	 */
	private static final String TOKEN = "token";

	private final @Nullable ApiKeys keys;

	private final @Nullable Tokens tokens;

	private final RateLimit limit;

	private final MeterRegistry registry;

	/**
	 * Reads the API keys. The public keys of an issuer are fetched later.
	 * @param settings who may call the service
	 * @param clock tells the time for the limit of requests
	 * @param registry the registry of the counter of requests
	 */
	public Callers(AccessSettings settings, InstantSource clock, MeterRegistry registry) {
		this.keys = (settings.keys() != null) ? new ApiKeys(settings.keys()) : null;
		this.tokens = (settings.issuer() != null)
				? new Tokens(settings.issuer(), requireNonNull(settings.audience()), requireNonNull(settings.jwks()))
				: null;
		this.limit = new RateLimit(settings.perMinute(), clock);
		this.registry = registry;
	}

	/**
	 * Returns whether a caller has to identify itself.
	 * @return {@code false} if everybody may call the service
	 */
	public boolean areRestricted() {
		return this.keys != null || this.tokens != null;
	}

	/**
	 * Checks the credential of a caller. If it is valid, the request is counted, also
	 * towards the caller's limit.
	 * @param credential an API key or a token; null if the caller sent none
	 * @return zero if the caller may send this request; otherwise the time after which it
	 * may try again, in whole seconds
	 * @throws RejectedException as {@link Reason#UNAUTHENTICATED} if the credential is
	 * missing or wrong, or as {@link Reason#ISSUER_UNREACHABLE} if a token cannot be
	 * verified
	 */
	public Duration admit(@Nullable String credential) {
		if (credential == null) {
			throw new RejectedException(Reason.UNAUTHENTICATED,
					"This request needs a key or a token. Send it as 'Authorization: Bearer KEY'.");
		}
		String name = (this.keys != null) ? this.keys.name(credential) : null;
		if (name != null) {
			return admit(name, name);
		}
		String subject = (this.tokens != null) ? this.tokens.subject(credential) : null;
		if (subject == null) {
			throw new RejectedException(Reason.UNAUTHENTICATED,
					"The key or token is wrong or has expired. Ask the operator of the service for a valid one.");
		}
		// A token's subject must not share the limit of an API key with the same name.
		return admit(TOKEN, TOKEN + " " + subject);
	}

	private Duration admit(String name, String caller) {
		Duration wait = this.limit.take(caller);
		Counter.builder("animals.callers")
			.description("Requests of callers with a valid key or token")
			.tag("caller", name)
			.tag("admitted", String.valueOf(wait.isZero()))
			.register(this.registry)
			.increment();
		return wait;
	}

}
