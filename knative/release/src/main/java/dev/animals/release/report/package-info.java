/**
 * What a person sees: in a terminal, in a log, in a merge request.
 */
@NullMarked
package dev.animals.release.report;

import org.jspecify.annotations.NullMarked;
