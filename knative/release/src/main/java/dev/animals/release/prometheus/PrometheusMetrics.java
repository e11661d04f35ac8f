package dev.animals.release.prometheus;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.judge.Block;
import dev.animals.release.judge.Counts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Counts from the raw counters of each pod: the last value that was read until the end of
 * a block, less the last one until its beginning. A counter that was not there counts
 * from 0, as one does that fell; {@code increase()} would lose a new pod's first requests
 * and guess at both ends (docs/monitoring.md).
 */
public final class PrometheusMetrics implements Metrics {

	/** Of users' requests. What keeps the candidate warm is GET. */
	private static final String REQUESTS = "http_server_request_duration_seconds_bucket{job=\"animals-queue-proxy\",namespace=\"%s\",revision=~\"%s\",http_request_method=\"POST\"}";

	/** It also sees what never reaches a pod. */
	private static final String ACTIVATOR = "http_server_request_duration_seconds_count{job=\"knative-activator\",k8s_namespace_name=\"%s\",kn_revision_name=~\"%s\",http_request_method=\"POST\"}";

	private static final String ANSWERS = "animals_predictions_total{namespace=\"%s\",revision=~\"%s\"}";

	private static final String CONFIDENCE = "animals_confidence_bucket{namespace=\"%s\",revision=~\"%s\"}";

	/** By model: the pod that is told may be another revision's. */
	private static final String FEEDBACK = "animals_feedback_total{namespace=\"%s\"}";

	private static final JsonMapper MAPPER = new JsonMapper();

	private final Source source;

	private final String namespace;

	/** The end of one block is the beginning of the next. */
	private final Map<String, Snapshot> ends = new HashMap<>();

	private final Map<String, Total> totals = new HashMap<>();

	/**
	 * Reads a Prometheus.
	 * @param source where it is
	 * @param namespace the Service's
	 */
	public PrometheusMetrics(Source source, String namespace) {
		this.source = source;
		this.namespace = namespace;
	}

	@Override
	public Block between(Instant from, Instant to, String candidate, String stable) {
		String revisions = candidate + "|" + stable;
		Map<String, Increase> increases = new HashMap<>();
		Map<String, Snapshot> now = new HashMap<>();
		// All before anything is changed, so that a failure leaves it as it was.
		for (String selector : List.of(REQUESTS, ACTIVATOR, ANSWERS, CONFIDENCE, FEEDBACK)) {
			Snapshot known = this.ends.get(selector);
			Snapshot before = (known != null && known.at().equals(from)) ? known : snapshot(selector, revisions, from);
			Snapshot after = snapshot(selector, revisions, to);
			now.put(selector, after);
			increases.put(selector, new Increase(before, after));
		}
		this.ends.putAll(now);
		return new Block(counts(candidate, stable, increases), counts(stable, candidate, increases));
	}

	private Counts counts(String revision, String other, Map<String, Increase> increases) {
		Predicate<Map<String, String>> ours = (labels) -> revision.equals(labels.get("revision"));
		long pods = require(increases, REQUESTS).sum((labels) -> ours.test(labels) && "+Inf".equals(labels.get("le")));
		long podsErrors = require(increases, REQUESTS)
			.sum((labels) -> ours.test(labels) && "+Inf".equals(labels.get("le")) && failed(labels));
		Predicate<Map<String, String>> activators = (labels) -> revision.equals(labels.get("kn_revision_name"));
		long activator = require(increases, ACTIVATOR).sum(activators);
		long activatorErrors = require(increases, ACTIVATOR).sum((labels) -> activators.test(labels) && failed(labels));
		Total before = this.totals.getOrDefault(revision, Total.NONE);
		Total after = before.plus(pods, podsErrors, activator, activatorErrors);
		this.totals.put(revision, after);
		NavigableMap<String, Long> answers = new TreeMap<>(require(increases, ANSWERS).by(ours,
				(labels, _) -> labels.getOrDefault("verdict", "") + "/" + labels.getOrDefault("group", "")));
		answers.values().removeIf((count) -> count == 0);
		NavigableMap<String, Long> confidence = new TreeMap<>();
		bins(require(increases, CONFIDENCE), ours)
			.forEach((bound, count) -> confidence.put(String.valueOf(bound), count));
		Optional<String> model = model(revision, increases);
		// Judgements name the model. Where both have the same there is nothing to
		// compare.
		boolean comparable = model.isPresent() && !model.equals(model(other, increases));
		Predicate<Map<String, String>> about = (labels) -> comparable
				&& model.equals(Optional.ofNullable(labels.get("model")));
		long judged = require(increases, FEEDBACK).sum(about);
		long wrong = require(increases, FEEDBACK)
			.sum((labels) -> about.test(labels) && "false".equals(labels.get("right")));
		return new Counts(after.requests() - before.requests(), after.errors() - before.errors(),
				bins(require(increases, REQUESTS), ours), answers, confidence, judged, wrong);
	}

	private static Increase require(Map<String, Increase> increases, String selector) {
		return requireNonNull(increases.get(selector));
	}

	private static boolean failed(Map<String, String> labels) {
		return labels.getOrDefault("http_response_status_code", "").startsWith("5");
	}

	private static Optional<String> model(String revision, Map<String, Increase> increases) {
		return require(increases, ANSWERS).after()
			.values()
			.keySet()
			.stream()
			.filter((labels) -> revision.equals(labels.get("revision")))
			.map((labels) -> labels.getOrDefault("model", ""))
			.findFirst();
	}

	/** A bucket counts all below its bound; a bin only what is above the last one's. */
	private static NavigableMap<Double, Long> bins(Increase increase, Predicate<Map<String, String>> filter) {
		NavigableMap<Double, Long> buckets = new TreeMap<>(increase.by(filter,
				(labels, _) -> Double.parseDouble(labels.getOrDefault("le", "+Inf").replace("+Inf", "Infinity"))));
		NavigableMap<Double, Long> bins = new TreeMap<>();
		long below = 0;
		for (Map.Entry<Double, Long> bucket : buckets.entrySet()) {
			bins.put(bucket.getKey(), Math.max(0, bucket.getValue() - below));
			below = Math.max(below, bucket.getValue());
		}
		return bins;
	}

	@Override
	public double queued(Instant from, Instant to, String revision) {
		long seconds = Math.max(1, to.getEpochSecond() - from.getEpochSecond());
		Map<Map<String, String>, Double> values = query(
				"max(avg_over_time(animals_queued{namespace=\"%s\",revision=\"%s\"}[%ds]))".formatted(this.namespace,
						revision, seconds),
				to);
		return values.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
	}

	private Snapshot snapshot(String selector, String revisions, Instant at) {
		// A pod that has gone keeps its last value for an hour.
		return new Snapshot(at,
				query("last_over_time(%s[1h])".formatted(selector.formatted(this.namespace, revisions)), at));
	}

	private Map<Map<String, String>, Double> query(String query, Instant at) {
		String body = this.source
			.get("query?time=%s&query=%s".formatted(at.toEpochMilli() / 1000.0, URLEncoder.encode(query, UTF_8)));
		try {
			JsonNode answer = MAPPER.readTree(body);
			if (!answer.path("status").asString("").equals("success")) {
				throw new UnavailableException(answer.path("error").asString("no answer"));
			}
			Map<Map<String, String>, Double> values = new HashMap<>();
			for (JsonNode series : answer.path("data").path("result")) {
				Map<String, String> labels = new TreeMap<>();
				series.path("metric")
					.properties()
					.forEach((label) -> labels.put(label.getKey(), label.getValue().asString("")));
				values.put(labels, Double.parseDouble(series.path("value").path(1).asString("NaN")));
			}
			return values;
		}
		catch (JacksonException ex) {
			throw new UnavailableException("what it answers is no JSON", ex);
		}
	}

	/** Counters by their labels, at one time. */
	private record Snapshot(Instant at, Map<Map<String, String>, Double> values) {
	}

	private record Increase(Snapshot before, Snapshot after) {

		<K> Map<K, Long> by(Predicate<Map<String, String>> filter, BiFunction<Map<String, String>, Double, K> key) {
			Map<K, Long> sums = new HashMap<>();
			this.after.values().forEach((labels, value) -> {
				if (filter.test(labels)) {
					double last = this.before.values().getOrDefault(labels, 0.0);
					// One that fell was restarted and counts from 0.
					sums.merge(key.apply(labels, value), Math.round((value >= last) ? value - last : value), Long::sum);
				}
			});
			return sums;
		}

		long sum(Predicate<Map<String, String>> filter) {
			return by(filter, (_, _) -> "").getOrDefault("", 0L);
		}

	}

	/**
	 * Pods and activator count the same requests, so the larger of both is what there
	 * were: one that no pod saw is only in the activator's. Since the beginning, because
	 * they are read at different times.
	 */
	private record Total(long pods, long podsErrors, long activator, long activatorErrors) {

		static final Total NONE = new Total(0, 0, 0, 0);

		Total plus(long morePods, long morePodsErrors, long moreActivator, long moreActivatorErrors) {
			return new Total(this.pods + morePods, this.podsErrors + morePodsErrors, this.activator + moreActivator,
					this.activatorErrors + moreActivatorErrors);
		}

		long requests() {
			return Math.max(this.pods, this.activator);
		}

		long errors() {
			return Math.max(this.podsErrors, this.activatorErrors);
		}

	}

}
