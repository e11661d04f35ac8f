package dev.animals.release.cluster;

/**
 * Thrown if there is neither a kubeconfig nor a pod's service account, so that the
 * cluster is not known.
 */
public final class NoKubeconfigException extends RuntimeException {

	NoKubeconfigException() {
		super("No kubeconfig says which cluster to use. Set KUBECONFIG to a file with a current context.");
	}

}
