/**
 * Sends photos with unsure predictions to a labelling tool, as CloudEvents. It is off by
 * default. Sending never delays an answer: photos that exceed the limits are not sent,
 * but they are counted.
 */
@NullMarked
package dev.animals.hardexamples;

import org.jspecify.annotations.NullMarked;
