/**
 * The Prometheus rules that programs write: each drift formula stands here once, and the
 * rules, the alerts and the replay take it from here; the models' reference distributions
 * come from their calibrations. Start at {@link dev.animals.rules.WriteRules}.
 */
@NullMarked
package dev.animals.rules;

import org.jspecify.annotations.NullMarked;
