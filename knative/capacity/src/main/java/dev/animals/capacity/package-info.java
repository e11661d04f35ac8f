/**
 * The program behind {@code make capacity}: simulates traffic with the settings of
 * {@code knative/base} and with alternatives, prints a table, and says which settings are
 * the cheapest that meet a goal. {@link dev.animals.capacity.Main} starts it.
 */
@NullMarked
package dev.animals.capacity;

import org.jspecify.annotations.NullMarked;
