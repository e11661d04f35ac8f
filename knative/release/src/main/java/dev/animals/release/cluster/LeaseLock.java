package dev.animals.release.cluster;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The Lease {@code animals-rollout}. Only its holder deploys, splits traffic or promotes.
 */
final class LeaseLock implements Cluster.Lock {

	static final String NAME = "animals-rollout";

	/**
	 * The time after which the Lease expires if it is not renewed. It allows for a few
	 * requests to the API server that time out.
	 */
	static final Duration DURATION = Duration.ofSeconds(60);

	private static final Duration RENEWAL = Duration.ofSeconds(10);

	/** A holder that is alive renews the Lease within this time. */
	private static final Duration OBSERVATION = Duration.ofSeconds(25);

	private final KubernetesClient client;

	private final String namespace;

	private final String holder;

	private final Duration observation;

	private final ScheduledExecutorService renewal = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("lease").factory());

	private volatile long renewed = System.nanoTime();

	private volatile boolean lost;

	private LeaseLock(KubernetesClient client, String namespace, String holder, Duration observation) {
		this.client = client;
		this.namespace = namespace;
		this.holder = holder;
		this.observation = observation;
	}

	/**
	 * Takes the Lease. One that seems to have expired is observed first, because the
	 * clocks of two machines may differ.
	 * @throws ClusterException.Held if somebody else holds it
	 */
	static LeaseLock take(KubernetesClient client, String namespace, String holder) {
		return take(client, namespace, holder, OBSERVATION);
	}

	static LeaseLock take(KubernetesClient client, String namespace, String holder, Duration observation) {
		LeaseLock lock = new LeaseLock(client, namespace, holder, observation);
		Optional<String> other = Api.ask(lock::take);
		if (other.isPresent()) {
			lock.renewal.shutdownNow();
			throw new ClusterException.Held(other.get());
		}
		var _ = lock.renewal.scheduleWithFixedDelay(lock::renew, RENEWAL.toMillis(), RENEWAL.toMillis(),
				TimeUnit.MILLISECONDS);
		return lock;
	}

	/** Returns the holder of the Lease, unless it has expired. */
	static Optional<String> holder(KubernetesClient client, String namespace) {
		return Optional.ofNullable(Api.ask(() -> client.leases().inNamespace(namespace).withName(NAME).get()))
			.filter((lease) -> !LeaseHolder.of(lease).isLate(DURATION))
			.map((lease) -> lease.getSpec().getHolderIdentity());
	}

	/** Tries to take the Lease. Returns its holder if that is another process. */
	private Optional<String> take() {
		long start = System.nanoTime();
		Lease lease = resource().get();
		try {
			if (lease == null) {
				this.client.leases().inNamespace(this.namespace).resource(lease(null)).create();
			}
			else if (LeaseHolder.of(lease).isSame(this.holder) || isAbandoned(lease)) {
				// The update carries the version that was read, so only one of two
				// writers succeeds.
				this.client.leases()
					.inNamespace(this.namespace)
					.resource(lease(lease.getMetadata().getResourceVersion()))
					.update();
			}
			else {
				return Optional.of(lease.getSpec().getHolderIdentity());
			}
			this.renewed = start;
			return Optional.empty();
		}
		catch (KubernetesClientException ex) {
			if (ex.getCode() == Api.CONFLICT || ex.getCode() == Api.NOT_FOUND) {
				return Optional.ofNullable(resource().get())
					.map((other) -> other.getSpec().getHolderIdentity())
					.or(() -> Optional.of("somebody else"));
			}
			throw ex;
		}
	}

	private void renew() {
		try {
			if (Api.ask(this::take).isPresent()) {
				this.lost = true;
				this.renewal.shutdown();
			}
		}
		catch (ClusterException ex) {
			// The next attempt may succeed; held() says when it is too late.
			return;
		}
	}

	@Override
	public boolean held() {
		return !this.lost && System.nanoTime() - this.renewed < DURATION.toNanos();
	}

	@Override
	public void close() {
		this.renewal.shutdownNow();
		try {
			Api.ask(() -> {
				Lease lease = resource().get();
				if (lease != null && this.holder.equals(lease.getSpec().getHolderIdentity())) {
					this.client.leases().inNamespace(this.namespace).resource(lease).delete();
				}
				return true;
			});
		}
		catch (ClusterException ex) {
			// The Lease expires by itself.
			return;
		}
	}

	private Resource<Lease> resource() {
		return this.client.leases().inNamespace(this.namespace).withName(NAME);
	}

	private boolean isAbandoned(Lease lease) {
		LeaseHolder before = LeaseHolder.of(lease);
		if (!before.isLate(DURATION)) {
			return false;
		}
		try {
			Thread.sleep(this.observation);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		Lease later = resource().get();
		return later == null || LeaseHolder.of(later).equals(before);
	}

	private Lease lease(@Nullable String version) {
		return new LeaseBuilder().withNewMetadata()
			.withName(NAME)
			.withResourceVersion(version)
			.endMetadata()
			.withNewSpec()
			.withHolderIdentity(this.holder)
			.withLeaseDurationSeconds((int) DURATION.toSeconds())
			.withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
			.endSpec()
			.build();
	}

}
