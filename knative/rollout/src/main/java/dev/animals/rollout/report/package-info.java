/**
 * What a person sees: in a terminal, in a log, in a merge request.
 */
@NullMarked
package dev.animals.rollout.report;

import org.jspecify.annotations.NullMarked;
