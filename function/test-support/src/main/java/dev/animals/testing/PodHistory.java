package dev.animals.testing;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.animals.testing.PodWatch.Event;
import dev.animals.testing.PodWatch.Pod;
import tools.jackson.databind.JsonNode;

/**
 * Records pods, and the time when each pod first reached each state.
 */
final class PodHistory {

	private final Map<String, Pod> pods = new ConcurrentHashMap<>();

	/**
	 * Records a complete list of pods. A pod that was seen before but is not in the list
	 * has been deleted.
	 * @param list the API server's {@code PodList}
	 * @param now when the list was read
	 */
	void replace(JsonNode list, Instant now) {
		Set<String> names = new HashSet<>();
		for (JsonNode pod : list.required("items")) {
			see(pod, false, now);
			names.add(name(pod));
		}
		this.pods.replaceAll(
				(name, pod) -> names.contains(name) ? pod : with(pod, Set.of(Event.STOPPED, Event.DELETED), now));
	}

	/**
	 * Records one line of a watch.
	 * @param change the API server's {@code WatchEvent}
	 * @param now when it was read
	 */
	void see(JsonNode change, Instant now) {
		String type = change.required("type").stringValue();
		// Any other type is an error, after which the API server ends the watch.
		if (Set.of("ADDED", "MODIFIED", "DELETED").contains(type)) {
			see(change.required("object"), type.equals("DELETED"), now);
		}
	}

	private void see(JsonNode pod, boolean deleted, Instant now) {
		boolean stopped = deleted || !pod.at("/metadata/deletionTimestamp").isMissingNode();
		boolean ready = isReady(pod) && !stopped;
		Set<Event> events = new HashSet<>(Set.of(Event.ADDED));
		if (!pod.at("/spec/nodeName").isMissingNode()) {
			events.add(Event.SCHEDULED);
		}
		if (ready) {
			events.add(Event.READY);
		}
		if (stopped) {
			events.add(Event.STOPPED);
		}
		if (deleted) {
			events.add(Event.DELETED);
		}
		this.pods.compute(name(pod),
				(name, before) -> with(new Pod(name, ready, (before != null) ? before.seen() : Map.of()), events, now));
	}

	private static Pod with(Pod pod, Set<Event> events, Instant now) {
		Map<Event, Instant> seen = new EnumMap<>(Event.class);
		events.forEach((event) -> seen.put(event, now));
		seen.putAll(pod.seen());
		return new Pod(pod.name(), pod.ready() && !seen.containsKey(Event.STOPPED), Map.copyOf(seen));
	}

	private static String name(JsonNode pod) {
		return pod.at("/metadata/name").stringValue();
	}

	private static boolean isReady(JsonNode pod) {
		return pod.at("/status/conditions")
			.valueStream()
			.anyMatch((condition) -> condition.required("type").stringValue().equals("Ready")
					&& condition.required("status").stringValue().equals("True"));
	}

	List<Pod> existing() {
		return this.pods.values().stream().filter((pod) -> !pod.seen().containsKey(Event.DELETED)).toList();
	}

	Stream<Instant> times(Event event) {
		return this.pods.values()
			.stream()
			.map(Pod::seen)
			.filter((seen) -> seen.containsKey(event))
			.map((seen) -> seen.get(event));
	}

	int count(Event event, Instant at) {
		return (int) this.pods.values()
			.stream()
			.map(Pod::seen)
			.filter((seen) -> !seen.getOrDefault(event, Instant.MAX).isAfter(at)
					&& seen.getOrDefault(Event.STOPPED, Instant.MAX).isAfter(at))
			.count();
	}

}
