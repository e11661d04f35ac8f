package dev.animals.release.command;

import java.util.concurrent.CancellationException;

import io.fabric8.kubernetes.client.KubernetesClientException;

import dev.animals.photos.InvalidPhotosException;
import dev.animals.release.ExitCode;
import dev.animals.release.cluster.ClusterException;
import dev.animals.release.cluster.NoKubeconfigException;
import dev.animals.release.prometheus.Metrics.UnavailableException;
import dev.animals.release.traffic.Decision;
import dev.animals.release.verification.UnverifiedImageException;

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
			case KubernetesClientException ex -> code(ex.getCode());
			case UnavailableException _ -> ExitCode.NO_METRICS;
			case NoKubeconfigException _ -> ExitCode.NO_KUBECONFIG;
			case UnverifiedImageException _ -> ExitCode.NOT_VERIFIED;
			case InterruptedException _ -> ExitCode.STOPPED;
			case CancellationException _ -> ExitCode.STOPPED;
			case IllegalArgumentException _ -> ExitCode.USAGE;
			case InvalidPhotosException _ -> ExitCode.USAGE;
			default -> ExitCode.FAILED;
		};
	}

	private static ExitCode code(ClusterException failure) {
		return switch (failure) {
			case ClusterException.Unreachable _ -> ExitCode.NO_CLUSTER;
			case ClusterException.Denied ex -> code(ex.status());
			case ClusterException.Missing _ -> ExitCode.NOTHING_THERE;
			case ClusterException.Held _ -> ExitCode.LOCKED;
		};
	}

	private static ExitCode code(int status) {
		if (status == 401 || status == 403) {
			return ExitCode.DENIED;
		}
		return (status >= 400 && status < 500) ? ExitCode.FAILED : ExitCode.NO_CLUSTER;
	}

	static ExitCode code(Decision.Reason reason) {
		return switch (reason) {
			case NO_CANDIDATE, NO_STABLE, NO_TARGET -> ExitCode.NOTHING_THERE;
			case OTHER_CANDIDATE -> ExitCode.INTERFERED;
		};
	}

}
