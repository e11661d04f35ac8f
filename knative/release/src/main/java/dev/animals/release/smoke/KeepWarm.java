package dev.animals.release.smoke;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Calls the candidate at short intervals, so that it keeps a pod and no user waits for
 * one to start.
 */
public final class KeepWarm implements AutoCloseable {

	private final ScheduledExecutorService executor = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("keep-warm").factory());

	private final Supplier<Map<String, String>> urls;

	private final TagClient client;

	private @Nullable String candidate;

	/**
	 * Starts to call.
	 * @param period the interval between two calls, shorter than the autoscaler's window
	 * @param ingress {@code HOST:PORT} of the gateway to call if DNS does not resolve the
	 * addresses
	 * @param urls reads the addresses of the traffic tags
	 */
	public KeepWarm(Duration period, Optional<String> ingress, Supplier<Map<String, String>> urls) {
		this.client = new TagClient(ingress);
		this.urls = urls;
		var _ = this.executor.scheduleWithFixedDelay(this::call, 0, period.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void call() {
		try {
			if (this.candidate == null) {
				this.candidate = this.urls.get().get("candidate");
			}
			if (this.candidate != null) {
				this.client.ping(this.candidate);
			}
		}
		catch (IOException | RuntimeException ex) {
			// The failure is ignored here, because the rollout also reads the Service and
			// reports its own failures.
			return;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
