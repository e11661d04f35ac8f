package dev.animals.release.job;

import java.util.Map;

/**
 * The settings of a Job.
 *
 * @param image the image of the release program, by digest
 * @param candidateImage the image of the candidate that is rolled out
 * @param environment the environment variables of the program
 * @param rollout the text of {@code rollout.yaml}
 */
public record JobSettings(String image, String candidateImage, Map<String, String> environment, String rollout) {

	/** The address of Kourier inside the cluster. */
	public static final String INGRESS = "kourier.kourier-system.svc.cluster.local:80";

	/** Copies the map. */
	public JobSettings {
		environment = Map.copyOf(environment);
	}

}
