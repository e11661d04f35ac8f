/**
 * Writes Prometheus rules. Each drift formula is defined here once, and the rules, the
 * alerts and the replay use it. The models' reference distributions come from their
 * calibrations. Start at {@link dev.animals.rules.WriteRules}.
 */
@NullMarked
package dev.animals.rules;

import org.jspecify.annotations.NullMarked;
