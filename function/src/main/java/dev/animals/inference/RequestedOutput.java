package dev.animals.inference;

/**
 * An output that a request asks for.
 *
 * @param output the output
 * @param binary whether it is sent as bytes after the JSON
 * @param classification how many of the best classes to name instead of returning all
 * scores; 0 to return the scores
 */
public record RequestedOutput(Output output, boolean binary, int classification) {
}
