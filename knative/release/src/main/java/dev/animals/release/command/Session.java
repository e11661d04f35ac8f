package dev.animals.release.command;

import java.io.PrintWriter;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.ClusterException;
import dev.animals.release.cluster.Connection;
import dev.animals.release.cluster.KubernetesCluster;
import dev.animals.release.cluster.Namespaces;

/**
 * One run of a command, with its settings, its cluster and its output.
 *
 * @param settings the settings
 * @param connection the connection to the API server
 * @param cluster the Service
 * @param out the stream for the result
 * @param err the stream for messages to people
 */
public record Session(Settings settings, Connection connection, KubernetesCluster cluster, PrintWriter out,
		PrintWriter err) implements AutoCloseable {

	static Session open(Settings settings, PrintWriter out, PrintWriter err) {
		Connection connection = Connection.open();
		return new Session(settings, connection,
				new KubernetesCluster(connection.client(), settings.namespace(), connection.holder()), out, err);
	}

	/**
	 * Prints what the command is about to change, and stops the command if it is not
	 * allowed to.
	 * @throws CommandException if the namespace is not ours or was not confirmed
	 */
	void begin(Caution caution) {
		if (caution == Caution.READS) {
			return;
		}
		String namespace = this.settings.namespace();
		say("Cluster %s (%s), namespace %s, Service animals", this.connection.context(), this.connection.server(),
				namespace);
		if (isForeign(caution)) {
			throw new CommandException(ExitCode.NOT_OURS,
					"%s is no namespace of this service: it has no label animals.dev/applied-by. Nothing was changed."
						.formatted(namespace));
		}
		boolean asks = caution == Caution.DELETES || (caution == Caution.CHANGES && this.settings.isProduction());
		if (asks && !this.settings.dryRun() && !namespace.equals(this.settings.confirmed().orElse(""))) {
			throw new CommandException(ExitCode.NOT_CONFIRMED,
					"Nothing was changed. To go on, name the namespace: CONFIRM=%s".formatted(namespace));
		}
	}

	private boolean isForeign(Caution caution) {
		try {
			return new Namespaces(this.connection.client())
				.state(this.settings.namespace()) == Namespaces.State.FOREIGN;
		}
		catch (ClusterException.Denied ex) {
			if (caution == Caution.DELETES) {
				throw ex;
			}
			// This identity may not read the namespace. Its rights inside the namespace
			// then decide.
			return false;
		}
	}

	/**
	 * Takes the Lease, except in a dry run.
	 * @throws ClusterException.Held if somebody else holds it
	 */
	public Cluster.Lock lock() {
		return this.settings.dryRun() ? new NoLock() : ReleasedOnExit.of(this.cluster.lock());
	}

	/** Prints a line. */
	public void say(String format, Object... arguments) {
		this.out.println((arguments.length == 0) ? format : format.formatted(arguments));
		this.out.flush();
	}

	/** Prints a message to people. */
	public void warn(String sentence) {
		this.err.println(sentence);
		this.err.flush();
	}

	@Override
	public void close() {
		this.connection.close();
	}

	/** The lock of a dry run, which needs none. */
	private static final class NoLock implements Cluster.Lock {

		@Override
		public boolean held() {
			return true;
		}

		@Override
		public void close() {
			// There is nothing to release.
		}

	}

	/**
	 * A lock that is released even if a signal ends the process.
	 *
	 * @param lock the lock
	 * @param hook releases the lock
	 */
	private record ReleasedOnExit(Cluster.Lock lock, Thread hook) implements Cluster.Lock {

		static ReleasedOnExit of(Cluster.Lock lock) {
			Thread hook = new Thread(lock::close);
			Runtime.getRuntime().addShutdownHook(hook);
			return new ReleasedOnExit(lock, hook);
		}

		@Override
		public boolean held() {
			return this.lock.held();
		}

		@Override
		public void close() {
			this.lock.close();
			try {
				var _ = Runtime.getRuntime().removeShutdownHook(this.hook);
			}
			catch (IllegalStateException ex) {
				// The process is ending, and the hook has run.
				return;
			}
		}

	}

}
