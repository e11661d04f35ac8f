/**
 * Tests on a real cluster: deployed by the commands that people type, used through the
 * gateway and the Broker. Each class has a namespace of its own, {@code animals-e2e-…},
 * and deletes it.
 */
@NullMarked
package dev.animals.e2e;

import org.jspecify.annotations.NullMarked;
