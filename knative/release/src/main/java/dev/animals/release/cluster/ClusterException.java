package dev.animals.release.cluster;

/**
 * A call of the API server failed.
 */
public abstract sealed class ClusterException extends RuntimeException {

	private ClusterException(String message, Throwable cause) {
		super(message, cause);
	}

	private ClusterException(String message) {
		super(message);
	}

	/** The API server did not answer. Trying again may help. */
	public static final class Unreachable extends ClusterException {

		public Unreachable(String message, Throwable cause) {
			super(message, cause);
		}

	}

	/** The API server rejected the request. Trying again does not help. */
	public static final class Denied extends ClusterException {

		private final int status;

		public Denied(int status, String message, Throwable cause) {
			super(message, cause);
			this.status = status;
		}

		/** Returns the HTTP status, such as 401 or 403. */
		public int status() {
			return this.status;
		}

	}

	/** There is no Service. */
	public static final class Missing extends ClusterException {

		public Missing() {
			super("There is no Service animals in this namespace; make deploy creates it.");
		}

	}

	/** Somebody else holds the Lease. */
	public static final class Held extends ClusterException {

		private final String holder;

		public Held(String holder) {
			super("%s is changing this Service at the moment. Nothing was changed.".formatted(holder));
			this.holder = holder;
		}

		/** Returns who holds the Lease. */
		public String holder() {
			return this.holder;
		}

	}

}
