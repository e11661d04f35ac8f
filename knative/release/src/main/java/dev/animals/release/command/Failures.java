package dev.animals.release.command;

import java.util.concurrent.CancellationException;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.ClusterException;
import dev.animals.release.cluster.NoKubeconfigException;
import dev.animals.release.traffic.Decision;

/**
 * Maps failures to exit codes.
 */
public final class Failures {

	private Failures() {
	}

	/** Returns the exit code for an exception. */
	public static ExitCode code(Throwable failure) {
		return switch (failure) {
			case CommandException ex -> ex.code();
			case ClusterException ex -> code(ex);
			case NoKubeconfigException _ -> ExitCode.NO_KUBECONFIG;
			case InterruptedException _ -> ExitCode.STOPPED;
			case CancellationException _ -> ExitCode.STOPPED;
			case IllegalArgumentException _ -> ExitCode.USAGE;
			default -> ExitCode.FAILED;
		};
	}

	private static ExitCode code(ClusterException failure) {
		return switch (failure) {
			case ClusterException.Unreachable _ -> ExitCode.NO_CLUSTER;
			case ClusterException.Denied ex ->
				(ex.status() == 401 || ex.status() == 403) ? ExitCode.DENIED : ExitCode.FAILED;
			case ClusterException.Missing _ -> ExitCode.NOTHING_THERE;
			case ClusterException.Held _ -> ExitCode.LOCKED;
		};
	}

	static ExitCode code(Decision.Reason reason) {
		return switch (reason) {
			case NO_CANDIDATE, NO_STABLE, NO_TARGET -> ExitCode.NOTHING_THERE;
			case OTHER_CANDIDATE -> ExitCode.INTERFERED;
		};
	}

}
