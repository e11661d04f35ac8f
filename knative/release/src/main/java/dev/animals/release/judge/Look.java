package dev.animals.release.judge;

import java.time.Instant;

/**
 * The input of the judge for one block. A list of them is enough to repeat the decision.
 *
 * @param from the start of the block, excluded
 * @param to the end of the block, included
 * @param percent the candidate's share of the traffic at the end of the block
 * @param begun how many steps have begun before the end of the block
 * @param block the counts of both revisions
 * @param load gauges of the candidate
 */
public record Look(Instant from, Instant to, int percent, int begun, Block block, Load load) {
}
