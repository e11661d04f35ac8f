/**
 * The words that people use for animals: everyday names, synonyms, groups and general
 * words such as "bird". It finds out which classes of the network a word means.
 */
@NullMarked
package dev.animals.vocabulary;

import org.jspecify.annotations.NullMarked;
