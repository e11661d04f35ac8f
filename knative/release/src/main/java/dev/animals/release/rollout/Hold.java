package dev.animals.release.rollout;

import dev.animals.release.cluster.Cluster;

/**
 * The Lease during a rollout. It is renewed in the background, so a long query to
 * Prometheus does not lose it. After an outage of the API server it may have expired, and
 * then it is taken again unless somebody else was faster.
 */
final class Hold implements AutoCloseable {

	private final Patience patience;

	private final Cluster cluster;

	private Cluster.Lock lock;

	/**
	 * Takes the Lease.
	 * @throws dev.animals.release.cluster.ClusterException.Held if somebody else holds it
	 */
	Hold(Patience patience, Cluster cluster) throws InterruptedException {
		this.patience = patience;
		this.cluster = cluster;
		this.lock = patience.ask(cluster::lock);
	}

	/**
	 * Makes sure that the Lease is still ours.
	 * @throws dev.animals.release.cluster.ClusterException.Held if somebody else has it
	 */
	void keep() throws InterruptedException {
		if (!this.lock.held()) {
			this.lock.close();
			this.lock = this.patience.ask(this.cluster::lock);
		}
	}

	@Override
	public void close() {
		this.lock.close();
	}

}
