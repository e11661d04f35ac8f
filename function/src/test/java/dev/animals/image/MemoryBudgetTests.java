package dev.animals.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MemoryBudgetTests {

	private final MemoryBudget budget = new MemoryBudget(DataSize.ofKilobytes(10));

	@Test
	void admitsWorkUpToTheWholeBudget() {
		assertThat(this.budget.admits(10 * 1024)).isTrue();
		assertThat(this.budget.admits(10 * 1024 + 1)).isFalse();
		assertThat(this.budget.admits(Long.MAX_VALUE)).isFalse();
	}

	@Test
	void isNeverExceededByConcurrentWork() throws ExecutionException, InterruptedException {
		AtomicInteger taken = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		IntUnaryOperator work = (kilobytes) -> {
			int now = taken.addAndGet(kilobytes);
			most.accumulateAndGet(now, Math::max);
			Thread.onSpinWait();
			return taken.addAndGet(-kilobytes);
		};
		List<Future<Integer>> done = new ArrayList<>();
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			for (int i = 0; i < 2_000; i++) {
				int kilobytes = 1 + i % 7;
				done.add(threads.submit(() -> this.budget.run(kilobytes * 1024L, () -> work.applyAsInt(kilobytes))));
			}
			for (Future<Integer> one : done) {
				one.get();
			}
		}
		assertThat(most.get()).isBetween(7, 10);
	}

	@Test
	void isReleasedByWorkThatFails() throws IOException {
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.budget.run(10 * 1024, () -> {
				throw new IOException("broken");
			}));
		}
		assertThat(this.budget.<String>run(10 * 1024, () -> "done")).isEqualTo("done");
	}

}
