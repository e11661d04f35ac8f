package dev.animals.release.rollout;

/**
 * The end of a rollout.
 *
 * @param outcome how the rollout ended
 * @param sentence the decision in a sentence
 */
record End(Outcome outcome, String sentence) {
}
