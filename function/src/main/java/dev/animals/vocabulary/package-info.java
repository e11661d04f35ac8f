/**
 * The words that people use for animals: everyday names, synonyms, groups and general
 * words such as "bird". This package finds the classes of the network that a word means.
 */
@NullMarked
package dev.animals.vocabulary;

import org.jspecify.annotations.NullMarked;
