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
 * Each photo in each mode, as often as the mode's share; one request for each user.
 */
final class Mix {

	/** Characters of a wrong answer, so that the labels are among them. */
	private static final int EXCERPT = 1000;

	private Mix() {
	}

	/**
	 * Puts the requests together.
	 * @param photos what is sent
	 * @param tally that counts it
	 * @return a chain that sends the next one of them
	 */
	static ChainBuilder of(List<Photo> photos, Tally tally) {
		List<ChainBuilder> requests = requests(photos, tally);
		List<Map<String, Object>> order = new ArrayList<>();
		List<Choice.WithKey> choices = new ArrayList<>();
		for (int request = 0; request < requests.size(); request++) {
			order.add(Map.of("request", request));
			choices.add(onCase(request).then(requests.get(request)));
		}
		// A fixed order, so that two runs send the same.
		Collections.shuffle(order, new Random(1));
		return feed(listFeeder(order).circular()).doSwitch("#{request}").on(choices);
	}

	/** What every answer must be, and what of it is counted. */
	static List<CheckBuilder> checks() {
		return List.of(status().saveAs("status"), responseTimeInMillis().saveAs("millis"),
				bodyString().saveAs("answer"), status().is(200));
	}

	private static List<ChainBuilder> requests(List<Photo> photos, Tally tally) {
		List<ChainBuilder> requests = new ArrayList<>();
		for (int i = 0; i < photos.size(); i++) {
			int first = i;
			for (Mode mode : Mode.values()) {
				List<Photo> sent = IntStream.range(0, mode.photos)
					.mapToObj((next) -> photos.get((first + next) % photos.size()))
					.toList();
				requests.addAll(Collections.nCopies(mode.share, request(mode, sent, tally)));
			}
		}
		return requests;
	}

	private static ChainBuilder request(Mode mode, List<Photo> photos, Tally tally) {
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
