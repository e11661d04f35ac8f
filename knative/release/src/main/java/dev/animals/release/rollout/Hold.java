package dev.animals.release.rollout;

import dev.animals.release.cluster.Cluster;

/**
 * Holds the Lease during a rollout. It is renewed in the background, so that it does not
 * expire during a long query to Prometheus. If it expired during an outage of the API
 * server, it is taken again, unless somebody else has taken it meanwhile.
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
	 * Checks that this process still holds the Lease, and takes it again if it has
	 * expired.
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
