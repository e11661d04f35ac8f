package dev.animals.event;

import dev.animals.classification.Classification;
import dev.animals.metrics.PhotoFacts;

/**
 * The output of the network for a photo, and its classification. The record does not copy
 * its arrays, so callers must not modify them.
 *
 * @param encoded the encoded photo
 * @param photo the facts about the photo
 * @param logits the raw logits, one for each class
 * @param classification the classification by these logits
 */
@SuppressWarnings("ArrayRecordComponent")
public record Predicted(byte[] encoded, PhotoFacts photo, float[] logits, Classification classification) {
}
