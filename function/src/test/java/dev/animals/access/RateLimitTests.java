package dev.animals.access;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTests {

	private Instant now = Instant.EPOCH;

	private final RateLimit limit = new RateLimit(30, () -> this.now);

	@Test
	void admitsTheRequestsOfAMinuteAtOnce() {
		for (int i = 0; i < 30; i++) {
			assertThat(this.limit.take("shop")).isZero();
		}
		assertThat(this.limit.take("shop")).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void admitsTheNextRequestAfterTheTimeThatItNames() {
		exhaust("shop");
		this.now = this.now.plusMillis(1999);
		assertThat(this.limit.take("shop")).isEqualTo(Duration.ofSeconds(1));
		this.now = this.now.plusMillis(1);
		assertThat(this.limit.take("shop")).isZero();
		assertThat(this.limit.take("shop")).isPositive();
	}

	@Test
	void savesAtMostTheRequestsOfAMinute() {
		exhaust("shop");
		this.now = this.now.plus(Duration.ofDays(1));
		exhaust("shop");
		assertThat(this.limit.take("shop")).isPositive();
	}

	@Test
	void limitsEachCallerByItself() {
		exhaust("shop");
		assertThat(this.limit.take("zoo")).isZero();
	}

	@Test
	void forgetsTheCallerThatCalledLongestAgo() {
		exhaust("shop");
		for (int i = 0; i < 10_000; i++) {
			this.limit.take("caller " + i);
		}
		assertThat(this.limit.take("shop")).isZero();
	}

	@Test
	void doesNotLimitRequestsIfItIsZero() {
		RateLimit none = new RateLimit(0, () -> this.now);
		for (int i = 0; i < 1000; i++) {
			assertThat(none.take("shop")).isZero();
		}
	}

	private void exhaust(String caller) {
		for (int i = 0; i < 30; i++) {
			assertThat(this.limit.take(caller)).isZero();
		}
	}

}
