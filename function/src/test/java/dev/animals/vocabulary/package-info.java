/**
 * Tests the words that people use for animals.
 */
@NullMarked
package dev.animals.vocabulary;

import org.jspecify.annotations.NullMarked;
