/**
 * The functions, {@code classifyImage} and {@code recordFeedback}, and the events that
 * they take and give. A request reads top to bottom in
 * {@link dev.animals.event.ClassifyImage}.
 */
@NullMarked
package dev.animals.event;

import org.jspecify.annotations.NullMarked;
