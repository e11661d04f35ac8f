/**
 * Feedback on answers: the signed token that an answer carries, and its verification when
 * a user returns it.
 */
@NullMarked
package dev.animals.feedback;

import org.jspecify.annotations.NullMarked;
