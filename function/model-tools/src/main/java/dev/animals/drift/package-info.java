/**
 * Programs that show how well the drift alerts detect bad photos. They classify corrupted
 * photos, replay the stored predictions in many windows, and test the alerts on a
 * cluster. Start at {@link dev.animals.drift.Replay}.
 */
@NullMarked
package dev.animals.drift;

import org.jspecify.annotations.NullMarked;
