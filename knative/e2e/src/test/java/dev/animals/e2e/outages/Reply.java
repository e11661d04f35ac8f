package dev.animals.e2e.outages;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The outcome of a request as its caller sees it, and who caused it. Both are read from
 * the reply alone.
 *
 * @param outcome the outcome
 * @param reason who did not answer and the words of the reply; empty if it was answered
 */
record Reply(Outcome outcome, String reason) {

	static final Reply ANSWERED = new Reply(Outcome.ANSWERED, "");

	/** The status of the Broker for an event that it delivered. */
	private static final int ACCEPTED = 202;

	private static final Pattern PROBLEM = Pattern.compile("urn:animals:problem:([a-z-]+)");

	/** Envoy's words for a request that it had sent when the connection broke. */
	private static final Pattern CUT = Pattern.compile("reset reason: (connection termination|remote reset)");

	/** Reads a reply to a photo. */
	static Reply toPhoto(HttpResponse<String> reply, String label) {
		if (reply.statusCode() == 200) {
			return reply.body().contains('"' + label + '"') ? ANSWERED
					: new Reply(Outcome.FAILED, "the service gave a wrong answer");
		}
		Matcher problem = PROBLEM.matcher(reply.body());
		if (problem.find()) {
			return new Reply(outcome(reply), "the service: %d %s".formatted(reply.statusCode(), problem.group(1)));
		}
		return error(reply, sender(reply.body()));
	}

	/**
	 * Reads the Broker's reply to an event. It does not say whether there was an answer.
	 */
	static Reply toEvent(HttpResponse<String> reply) {
		return (reply.statusCode() == ACCEPTED) ? ANSWERED : error(reply, "the Broker");
	}

	/** Reads the error that the caller got in place of a reply. */
	static Reply none(IOException error) {
		String reason = switch (error) {
			case HttpTimeoutException _ -> "nobody answered: " + error.getMessage();
			case ConnectException _ -> "the gateway: no connection";
			default -> "the gateway: the connection broke (%s)".formatted(text(String.valueOf(error.getMessage())));
		};
		return new Reply(Outcome.FAILED, reason);
	}

	private static Reply error(HttpResponse<String> reply, String sender) {
		// Envoy adds this header to replies that it passes on, but not to its own.
		boolean own = reply.headers().firstValue("x-envoy-upstream-service-time").isEmpty();
		String words = reply.body().isBlank() ? "" : " \"%s\"".formatted(text(reply.body()));
		return new Reply(outcome(reply), "%s: %d%s".formatted(own ? "the gateway" : sender, reply.statusCode(), words));
	}

	private static Outcome outcome(HttpResponse<String> reply) {
		int status = reply.statusCode();
		boolean refused = (status >= 400 && status < 500) || status == 503;
		return (refused && !CUT.matcher(reply.body()).find()) ? Outcome.REFUSED : Outcome.FAILED;
	}

	/** Returns which part of Knative writes such a reply, by its source code. */
	private static String sender(String body) {
		if (body.contains("127.0.0.1:")) {
			return "queue-proxy";
		}
		if (body.contains(":8012") || body.startsWith("activator")) {
			return "the activator";
		}
		return body.startsWith("request timeout") ? "queue-proxy" : "the activator or queue-proxy";
	}

	/** Leaves out addresses, so that the same error of two pods counts as one. */
	private static String text(String body) {
		String text = body.strip()
			.replaceAll("\\d+(\\.\\d+){3}:\\d+->", "")
			.replaceAll("\\b(?!127\\.)\\d+(\\.\\d+){3}\\b", "POD")
			.replaceAll("[\\s|]+", " ");
		return (text.length() > 150) ? text.substring(0, 150) + "…" : text;
	}

}
