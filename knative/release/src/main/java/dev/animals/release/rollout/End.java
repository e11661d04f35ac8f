package dev.animals.release.rollout;

/**
 * How a rollout ended, and why.
 *
 * @param outcome the kind of end
 * @param sentence the decision in a sentence
 */
record End(Outcome outcome, String sentence) {
}
