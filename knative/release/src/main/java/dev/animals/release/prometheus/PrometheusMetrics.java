package dev.animals.release.prometheus;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.animals.release.judge.Block;
import dev.animals.release.judge.Counts;
import dev.animals.release.prometheus.Increase.Snapshot;

import static java.util.Objects.requireNonNull;

/**
 * Computes counts from the raw counters of each pod: the last value scraped before the
 * end of a block, minus the last value scraped before its start. {@code increase()} would
 * lose a new pod's first requests and extrapolate at both ends
 * (docs/explanation/counting.md).
 */
public final class PrometheusMetrics implements Metrics {

	/** Only POST, because the calls that keep the candidate warm are GET. */
	private static final String PODS = "http_server_request_duration_seconds_bucket{job=\"animals-queue-proxy\","
			+ "namespace=\"%s\",revision=~\"%s\",http_request_method=\"POST\"}";

	/**
	 * The activator also counts requests that never reach a pod, and the time that
	 * requests wait for a pod.
	 */
	private static final String ACTIVATOR = "http_server_request_duration_seconds_bucket{job=\"knative-activator\","
			+ "k8s_namespace_name=\"%s\",kn_revision_name=~\"%s\",http_request_method=\"POST\"}";

	private static final String ANSWERS = "animals_predictions_total{namespace=\"%s\",revision=~\"%s\"}";

	private static final String CONFIDENCE = "animals_confidence_bucket{namespace=\"%s\",revision=~\"%s\"}";

	/**
	 * Not limited to a revision, because the pod that receives feedback may belong to
	 * another revision than the one that answered.
	 */
	private static final String FEEDBACK = "animals_feedback_total{namespace=\"%s\"}";

	private final Query query;

	private final String namespace;

	/** The counters at the end of the last block, where the next block starts. */
	private final Map<String, Snapshot> ends = new HashMap<>();

	/** The counts of pods and activator since the first block, by revision. */
	private final Map<String, Both> totals = new HashMap<>();

	/**
	 * Reads metrics of one Service.
	 * @param source reaches Prometheus
	 * @param namespace the namespace of the Service
	 */
	public PrometheusMetrics(Source source, String namespace) {
		this.query = new Query(source);
		this.namespace = namespace;
	}

	@Override
	public Block between(Instant from, Instant to, String candidate, String stable) {
		String revisions = candidate + "|" + stable;
		Map<String, Increase> increases = new HashMap<>();
		Map<String, Snapshot> now = new HashMap<>();
		// All queries come before any change, so that a failed call can be repeated.
		for (String selector : List.of(PODS, ACTIVATOR, ANSWERS, CONFIDENCE, FEEDBACK)) {
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
		Both before = this.totals.getOrDefault(revision, Both.NONE);
		Both after = new Both(before.pods().plus(Requests.of(require(increases, PODS), ours)),
				before.activator()
					.plus(Requests.of(require(increases, ACTIVATOR),
							(labels) -> revision.equals(labels.get("kn_revision_name")))));
		this.totals.put(revision, after);
		Requests felt = after.felt().since(before.felt());
		NavigableMap<String, Long> answers = new TreeMap<>(require(increases, ANSWERS).by(ours,
				(labels, _) -> labels.getOrDefault("verdict", "") + "/" + labels.getOrDefault("group", "")));
		answers.values().removeIf((count) -> count == 0);
		NavigableMap<String, Long> confidence = new TreeMap<>();
		require(increases, CONFIDENCE).bins(ours)
			.forEach((bound, count) -> confidence.put(String.valueOf(bound), count));
		Optional<String> model = model(revision, increases);
		// Feedback names a model, not a revision. If both revisions have the same model,
		// it cannot be compared.
		boolean comparable = model.isPresent() && !model.equals(model(other, increases));
		Predicate<Map<String, String>> about = (labels) -> comparable
				&& model.equals(Optional.ofNullable(labels.get("model")));
		long judged = require(increases, FEEDBACK).sum(about);
		long wrong = require(increases, FEEDBACK).sum(about.and((labels) -> "false".equals(labels.get("right"))));
		return new Counts(felt.requests(), felt.errors(), felt.rejected(), felt.latency(), answers, confidence, judged,
				wrong);
	}

	private static Increase require(Map<String, Increase> increases, String selector) {
		return requireNonNull(increases.get(selector));
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

	@Override
	public double queued(Instant from, Instant to, String revision) {
		long seconds = Math.max(1, to.getEpochSecond() - from.getEpochSecond());
		return this.query
			.at(to, "max(avg_over_time(animals_queued{namespace=\"%s\",revision=\"%s\"}[%ds]))"
				.formatted(this.namespace, revision, seconds))
			.values()
			.stream()
			.mapToDouble(Double::doubleValue)
			.max()
			.orElse(0);
	}

	private Snapshot snapshot(String selector, String revisions, Instant at) {
		// The last value of a deleted pod is found for an hour.
		return new Snapshot(at,
				this.query.at(at, "last_over_time(%s[1h])".formatted(selector.formatted(this.namespace, revisions))));
	}

	/** The counts of pods and activator. */
	private record Both(Requests pods, Requests activator) {

		static final Both NONE = new Both(Requests.NONE, Requests.NONE);

		Requests felt() {
			return Requests.felt(this.pods, this.activator);
		}

	}

}
