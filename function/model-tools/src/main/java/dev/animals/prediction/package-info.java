/**
 * Decodes photos like the service, and prints the answers of good and broken models to
 * them. Start at {@link dev.animals.prediction.PredictPhotos}.
 */
@NullMarked
package dev.animals.prediction;

import org.jspecify.annotations.NullMarked;
