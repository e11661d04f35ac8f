/**
 * Reads photos as the service does, and prints what good and broken models answer to
 * them. Start at {@link dev.animals.prediction.PredictPhotos}.
 */
@NullMarked
package dev.animals.prediction;

import org.jspecify.annotations.NullMarked;
