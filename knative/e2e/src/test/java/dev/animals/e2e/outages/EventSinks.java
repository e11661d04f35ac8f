package dev.animals.e2e.outages;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.animals.e2e.Environment;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/** The subscriber that gets the answers to events, and the dead-letter sink. */
final class EventSinks {

	private static final Pattern ID = Pattern.compile("\\n {2}id: (\\S+)");

	private static final Pattern CAUSE = Pattern.compile("\\n {2}causationid: (\\S+)");

	private static final Pattern ERROR = Pattern.compile("\\n {2}knativeerrorcode: (\\d+)");

	/** How long an event that the Broker accepted may still be on its way. */
	private static final Duration ON_THE_WAY = Duration.ofSeconds(30);

	private final Environment environment;

	EventSinks(Environment environment) {
		this.environment = environment;
	}

	/** Starts with empty logs, because the kubelet rotates long ones. */
	void restart() {
		this.environment.kubectl("rollout", "restart", "deployment/answers", "deployment/dead-letters");
		for (String name : List.of("answers", "dead-letters")) {
			this.environment.kubectl("rollout", "status", "--timeout=120s", "deployment/" + name);
		}
	}

	/**
	 * Replaces what senders were told by what became of their events.
	 * @param told the Broker's replies
	 * @return the same requests with their outcomes
	 */
	List<Result> outcomes(List<Result> told) {
		try {
			await().atMost(ON_THE_WAY).pollInterval(Duration.ofSeconds(3)).until(() -> lost(told) == 0);
		}
		catch (ConditionTimeoutException ex) {
			// The events are lost.
		}
		Map<String, Integer> answers = answers();
		Map<String, String> deadLetters = deadLetters();
		return told.stream().map((result) -> outcome(result, answers, deadLetters)).toList();
	}

	private long lost(List<Result> told) {
		Map<String, Integer> answers = answers();
		Map<String, String> deadLetters = deadLetters();
		return told.stream()
			.filter((result) -> result.is(Outcome.ANSWERED) && !answers.containsKey(result.id())
					&& !deadLetters.containsKey(result.id()))
			.count();
	}

	private static Result outcome(Result told, Map<String, Integer> answers, Map<String, String> deadLetters) {
		int times = answers.getOrDefault(told.id(), 0);
		String sender = told.is(Outcome.ANSWERED) ? "" : "the sender was told " + told.reply().reason();
		if (times > 0) {
			String reason = (times > 1) ? "answered more than once" : "";
			return told.with(new Reply(Outcome.ANSWERED, sender.isEmpty() ? reason : "answered, but " + sender));
		}
		if (deadLetters.containsKey(told.id())) {
			return told.with(new Reply(Outcome.DEAD_LETTERED, deadLetters.get(told.id())));
		}
		return told.is(Outcome.ANSWERED) ? told.with(new Reply(Outcome.FAILED,
				"Knative Eventing lost the event: the Broker replied 202, but there is neither answer nor dead letter"))
				: told;
	}

	/** Returns how often each event was answered. */
	private Map<String, Integer> answers() {
		Map<String, Integer> answers = new HashMap<>();
		printed("answers").forEach((event) -> find(CAUSE, event).forEach((id) -> answers.merge(id, 1, Integer::sum)));
		return answers;
	}

	/** Returns why each dead letter could not be delivered. */
	private Map<String, String> deadLetters() {
		Map<String, String> reasons = new HashMap<>();
		printed("dead-letters").forEach((event) -> {
			String reason = "the Broker gave up after error "
					+ find(ERROR, event).findFirst().orElse("without a status");
			find(ID, event).forEach((id) -> reasons.put(id, reason));
			// The answer itself may be the dead letter.
			find(CAUSE, event).forEach((id) -> reasons.put(id, reason + " of the answer's subscriber"));
		});
		return reasons;
	}

	private Stream<String> printed(String deployment) {
		return Stream
			.of(this.environment.kubectl("logs", "deployment/" + deployment, "--tail=-1").split("cloudevents.Event"))
			.skip(1);
	}

	private static Stream<String> find(Pattern pattern, String event) {
		Matcher matcher = pattern.matcher(event);
		return matcher.find() ? Stream.of(matcher.group(1)) : Stream.empty();
	}

}
