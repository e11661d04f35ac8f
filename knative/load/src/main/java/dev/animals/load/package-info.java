/**
 * The load test: sends real photos through the real ingress in every mode and checks each
 * answer. {@link dev.animals.load.Main} starts it, and {@link dev.animals.load.LoadTest}
 * describes the load to Gatling.
 */
@NullMarked
package dev.animals.load;

import org.jspecify.annotations.NullMarked;
