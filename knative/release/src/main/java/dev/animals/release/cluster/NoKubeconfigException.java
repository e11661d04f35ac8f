package dev.animals.release.cluster;

/**
 * Neither a file nor a pod's account says which cluster to use.
 */
public final class NoKubeconfigException extends RuntimeException {

	NoKubeconfigException() {
		super("No kubeconfig says which cluster to use. Set KUBECONFIG to a file with a current context.");
	}

}
