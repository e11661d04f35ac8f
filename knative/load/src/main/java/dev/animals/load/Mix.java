package dev.animals.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

import dev.animals.load.Exchange.Outcome;
import dev.animals.load.Exchange.Right;
import dev.animals.load.Exchange.Wrong;
import dev.animals.photos.LabelledPhoto;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Choice;
import io.gatling.javaapi.core.Session;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * Builds the requests of a run. Each photo is sent in each mode, as often as the mode's
 * share says. Each user sends one request.
 */
final class Mix {

	/**
	 * The number of characters of a wrong answer to keep, enough for its labels.
	 */
	private static final int EXCERPT = 1000;

	private Mix() {
	}

	/**
	 * Builds the requests.
	 * @param photos the photos to send, labelled by the names of classes
	 * @param tally counts the requests
	 * @return a chain that sends the next request
	 */
	static ChainBuilder of(List<LabelledPhoto> photos, Tally tally) {
		List<ChainBuilder> requests = requests(photos, tally);
		List<Map<String, Object>> order = new ArrayList<>();
		List<Choice.WithKey> choices = new ArrayList<>();
		for (int request = 0; request < requests.size(); request++) {
			order.add(Map.of("request", request));
			choices.add(onCase(request).then(requests.get(request)));
		}
		// The order is fixed, so that two runs send the same requests.
		Collections.shuffle(order, new Random(1));
		return feed(listFeeder(order).circular()).doSwitch("#{request}").on(choices);
	}

	/**
	 * Returns the checks of every answer, which also store the parts of the answer that
	 * are kept.
	 */
	static List<CheckBuilder> checks() {
		return List.of(status().saveAs("status"), responseTimeInMillis().saveAs("millis"),
				bodyString().saveAs("answer"), status().is(200));
	}

	private static List<ChainBuilder> requests(List<LabelledPhoto> photos, Tally tally) {
		List<ChainBuilder> requests = new ArrayList<>();
		for (int i = 0; i < photos.size(); i++) {
			int first = i;
			for (Mode mode : Mode.values()) {
				List<LabelledPhoto> sent = IntStream.range(0, mode.photos)
					.mapToObj((next) -> photos.get((first + next) % photos.size()))
					.toList();
				requests.addAll(Collections.nCopies(mode.share, request(mode, sent, tally)));
			}
		}
		return requests;
	}

	private static ChainBuilder request(Mode mode, List<LabelledPhoto> photos, Tally tally) {
		return exec((session) -> session.set("exchange", tally.send(mode, photos.getFirst().name())))
			.exec(mode.request(photos))
			.exec((session) -> {
				tally.answered(Objects.requireNonNull(session.<Exchange>get("exchange")), outcome(session));
				return session;
			});
	}

	private static Outcome outcome(Session session) {
		Integer millis = session.getIntegerWrapper("millis");
		String model = session.getString("model");
		if (!session.isFailed() && millis != null && model != null) {
			return new Right(millis, model);
		}
		String answer = Objects.requireNonNullElse(session.getString("answer"), "no answer");
		return new Wrong(session.getIntegerWrapper("status"), answer.substring(0, Math.min(answer.length(), EXCERPT)));
	}

}
