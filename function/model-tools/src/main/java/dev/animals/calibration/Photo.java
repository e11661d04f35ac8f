package dev.animals.calibration;

import java.nio.file.Path;
import java.util.Set;

/**
 * A picture of which is known what it shows.
 *
 * @param set the folder that it is in
 * @param file where it is
 * @param accepted indices of the classes that count as right; empty where it shows no
 * animal, or one that has no class
 */
record Photo(String set, Path file, Set<Integer> accepted) {
}
