package dev.animals.rejection;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Describes a rejection to the sender, as problem details (RFC 9457). Answers over HTTP
 * and events carry the same problem.
 *
 * @param type a URN that ends in the reason
 * @param title the reason in words, the same for every problem of this type
 * @param status the HTTP status; a Knative Broker retries 404, 408, 409, 429 and 5xx and
 * sends events with another status to the dead-letter sink
 * @param detail a sentence that says what is wrong with this request
 * @param suggestions values to send instead, best first; an extension member that is left
 * out if there are none
 * @param example a command that works, with {@code HOST} for the address of the service;
 * an extension member that only answers over HTTP have
 */
public record Problem(String type, String title, int status, String detail,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> suggestions,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) String example) {

	/**
	 * Describes a rejection.
	 * @param rejected the rejection
	 * @return the problem
	 */
	public static Problem of(RejectedException rejected) {
		Reason reason = rejected.reason();
		return new Problem("urn:animals:problem:" + reason, title(reason), status(reason), rejected.detail(),
				rejected.suggestions(), "");
	}

	/**
	 * Describes a failure that has no reason.
	 * @param status the HTTP status
	 * @param title the status in words
	 * @param detail a sentence for the sender
	 * @return the problem, of the type that only means its status
	 */
	public static Problem of(int status, String title, String detail) {
		return new Problem("about:blank", title, status, detail, List.of(), "");
	}

	/** Returns this problem with a command that works. */
	public Problem withExample(String command) {
		return new Problem(this.type, this.title, this.status, this.detail, this.suggestions, command);
	}

	private static int status(Reason reason) {
		return switch (reason) {
			case EMPTY, MALFORMED_EVENT, MALFORMED_INFERENCE, INVALID_PREDICTION, INVALID_PARAMETER, UNKNOWN_PARAMETER,
					QUERY_TOO_LONG, UNKNOWN_LABEL ->
				400;
			case UNAUTHENTICATED -> 401;
			case OBJECT_NOT_ALLOWED, PRIVATE_ADDRESS -> 403;
			case NOT_FOUND -> 404;
			case METHOD_NOT_ALLOWED -> 405;
			case SLOW_UPLOAD -> 408;
			case TOO_LARGE -> 413;
			case UNSUPPORTED_TYPE, UNSUPPORTED_ENCODING -> 415;
			case NOT_AN_IMAGE, CORRUPT, TOO_SMALL, TOO_NARROW, TOO_MANY_PIXELS, NOT_EXPLAINABLE, OBJECT_UNREADABLE ->
				422;
			case RATE_LIMITED -> 429;
			case OVERLOADED, ISSUER_UNREACHABLE, OBJECT_STORE_UNREACHABLE -> 503;
		};
	}

	private static String title(Reason reason) {
		return switch (reason) {
			case EMPTY -> "Nothing was sent";
			case MALFORMED_EVENT -> "Malformed CloudEvent";
			case MALFORMED_INFERENCE -> "Malformed inference request";
			case INVALID_PREDICTION -> "Forged or expired prediction";
			case INVALID_PARAMETER -> "Invalid parameter";
			case UNKNOWN_PARAMETER -> "Unknown parameter";
			case QUERY_TOO_LONG -> "Query too long";
			case UNKNOWN_LABEL -> "Unknown label";
			case UNSUPPORTED_TYPE -> "Unsupported media type";
			case UNSUPPORTED_ENCODING -> "Unsupported content encoding";
			case NOT_AN_IMAGE -> "Not an image";
			case CORRUPT -> "Corrupt image";
			case TOO_SMALL -> "Image too small";
			case TOO_NARROW -> "Image too narrow";
			case TOO_MANY_PIXELS -> "Too many pixels";
			case NOT_EXPLAINABLE -> "Not explainable";
			case TOO_LARGE -> "Too large";
			case SLOW_UPLOAD -> "Upload too slow";
			case OVERLOADED -> "Overloaded";
			case NOT_FOUND -> "Not found";
			case METHOD_NOT_ALLOWED -> "Method not allowed";
			case UNAUTHENTICATED -> "Key or token needed";
			case RATE_LIMITED -> "Too many requests";
			case ISSUER_UNREACHABLE -> "Issuer of tokens unreachable";
			case OBJECT_NOT_ALLOWED -> "Object store not allowed";
			case PRIVATE_ADDRESS -> "Private address";
			case OBJECT_UNREADABLE -> "Object unreadable";
			case OBJECT_STORE_UNREACHABLE -> "Object store unreachable";
		};
	}

}
