/**
 * The functions {@code classifyImage} and {@code recordFeedback}, and the CloudEvents
 * that they take and return. To see how a photo is classified, start at
 * {@link dev.animals.event.ClassifyImage}.
 */
@NullMarked
package dev.animals.event;

import org.jspecify.annotations.NullMarked;
