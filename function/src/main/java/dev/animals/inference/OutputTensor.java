package dev.animals.inference;

import java.util.List;

/**
 * An output of a response.
 *
 * @param name the name of the output
 * @param shape the sizes of its dimensions
 * @param values its elements, in row-major order
 * @param binary whether the elements follow the JSON as bytes
 */
public record OutputTensor(String name, List<Integer> shape, TensorValues values, boolean binary) {
}
