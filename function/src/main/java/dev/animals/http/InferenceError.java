package dev.animals.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.animals.rejection.Problem;

/**
 * An error in the format of the Open Inference Protocol and of KServe's protocol v1: the
 * problem with one additional member. The type of the body is {@code application/json},
 * because KServe's client reads no other.
 *
 * @param error the description of the error, the same as the detail of the problem
 * @param problem the problem
 */
record InferenceError(String error, @JsonUnwrapped Problem problem) {

	static InferenceError of(Problem problem) {
		return new InferenceError(problem.detail(), problem);
	}

	/**
	 * Returns whether the sender of a request reads such errors.
	 * @param path the path of the request
	 */
	static boolean isReadAt(String path) {
		return path.equals("/v2") || path.startsWith("/v2/") || path.startsWith("/v1/");
	}

}
