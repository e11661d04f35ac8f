package dev.animals.feedback;

import java.time.Instant;

/**
 * A prediction and its origin, as its token states them.
 *
 * @param prediction the prediction
 * @param revision the Knative revision that answered; empty if it is not known
 * @param issued when it answered; {@link Instant#EPOCH} if it is not known
 */
public record SignedPrediction(Prediction prediction, String revision, Instant issued) {
}
