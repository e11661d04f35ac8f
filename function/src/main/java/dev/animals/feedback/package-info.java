/**
 * What users say of an answer: the signed token that comes with it, and its return.
 */
@NullMarked
package dev.animals.feedback;

import org.jspecify.annotations.NullMarked;
