/**
 * Sends photos with unsure predictions to a labelling tool, as CloudEvents. It is off by
 * default. Sending never delays an answer: what exceeds the limits is left out and
 * counted.
 */
@NullMarked
package dev.animals.hardexamples;

import org.jspecify.annotations.NullMarked;
