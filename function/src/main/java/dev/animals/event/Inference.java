package dev.animals.event;

/**
 * The answer to a photo, with the logits that it was made from. The record does not copy
 * its array, so callers must not modify it.
 *
 * @param answer the answer
 * @param logits the raw logits of the network, one for each class
 */
@SuppressWarnings("ArrayRecordComponent")
public record Inference(Answer answer, float[] logits) {
}
