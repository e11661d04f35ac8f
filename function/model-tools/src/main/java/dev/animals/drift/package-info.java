/**
 * What the rules on drift see of photos that go wrong, and how soon: predictions of
 * photos that were spoiled on purpose, stored once, are drawn again into many windows.
 * {@link dev.animals.drift.Replay} prints the table of docs/drift.md.
 */
@NullMarked
package dev.animals.drift;

import org.jspecify.annotations.NullMarked;
