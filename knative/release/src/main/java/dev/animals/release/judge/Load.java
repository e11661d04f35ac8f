package dev.animals.release.judge;

/**
 * Gauges of the candidate. The judge compares them with fixed limits, because its tests
 * need counts.
 *
 * @param queued the average number of requests that waited in a pod of the candidate
 * @param restarts how often the candidate's containers restarted since the rollout began
 */
public record Load(double queued, int restarts) {
}
