package dev.animals.release.judge;

import java.time.Instant;

/**
 * What the judge looked at once. A list of them is enough to make a decision again.
 *
 * @param from the beginning of the block, excluded
 * @param to the end of the block, included
 * @param percent the candidate's share of the traffic at the end of the block
 * @param block what both revisions did
 * @param load gauges of the candidate
 */
public record Look(Instant from, Instant to, int percent, Block block, Load load) {
}
