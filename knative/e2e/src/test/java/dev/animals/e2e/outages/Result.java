package dev.animals.e2e.outages;

import java.time.Duration;
import java.time.Instant;

/**
 * What the caller of a request got.
 *
 * @param id the request's id, which no other request has
 * @param sent the time at which it was sent
 * @param time the time until the caller knew the outcome
 * @param reply the outcome and its reason
 */
record Result(String id, Instant sent, Duration time, Reply reply) {

	boolean is(Outcome outcome) {
		return this.reply.outcome() == outcome;
	}

	Result with(Reply other) {
		return new Result(this.id, this.sent, this.time, other);
	}

	Instant end() {
		return this.sent.plus(this.time);
	}

}
