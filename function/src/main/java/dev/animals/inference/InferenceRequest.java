package dev.animals.inference;

import java.util.List;

/**
 * A request for inference.
 *
 * @param id the id that the response repeats; empty if the request has none
 * @param photos the encoded photos, at least one; each may still be no image
 * @param outputs the outputs to answer with, in order, at least one
 */
public record InferenceRequest(String id, List<byte[]> photos, List<RequestedOutput> outputs) {
}
