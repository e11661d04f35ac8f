/**
 * Shows how well the drift alerts notice photos that go wrong: classifies photos that are
 * corrupted on purpose, replays the stored predictions in many windows, and drills the
 * alerts on a cluster. Start at {@link dev.animals.drift.Replay}.
 */
@NullMarked
package dev.animals.drift;

import org.jspecify.annotations.NullMarked;
