package dev.animals.release.judge;

/**
 * Gauges of the candidate. They are no counts of cases, so no test applies to them, and
 * they have fixed limits.
 *
 * @param queued requests that waited in a pod of the candidate, on average
 * @param restarts how often the candidate's containers restarted since the rollout began
 */
public record Load(double queued, int restarts) {
}
