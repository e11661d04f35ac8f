package dev.animals.release.job;

import java.util.Map;

/**
 * What a Job needs to know.
 *
 * @param image the image of the release program, by digest
 * @param environment the environment variables of the program
 * @param rollout the text of {@code rollout.yaml}
 */
public record JobSettings(String image, Map<String, String> environment, String rollout) {

	/** Where Kourier answers inside the cluster. */
	public static final String INGRESS = "kourier.kourier-system.svc.cluster.local:80";

	/** Copies the map. */
	public JobSettings {
		environment = Map.copyOf(environment);
	}

}
