package dev.animals.release.prometheus;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.animals.release.judge.Block;
import dev.animals.release.judge.Counts;
import dev.animals.release.judge.Load;
import dev.animals.release.prometheus.Increase.Snapshot;

import static java.util.Objects.requireNonNull;

/**
 * Computes counts from the raw counters of each pod: the last value scraped before the
 * end of a block, minus the last value scraped before its start. {@code increase()} would
 * lose a new pod's first requests and extrapolate at both ends
 * (docs/explanation/counting.md).
 */
public final class PrometheusMetrics implements Metrics {

	/**
	 * Counts only POST, because the calls that keep the candidate warm are GET requests.
	 */
	private static final String PODS = "http_server_request_duration_seconds_bucket{job=\"animals-queue-proxy\","
			+ "namespace=\"%s\",revision=~\"%s\",http_request_method=\"POST\"}";

	/**
	 * The activator also counts requests that never reach a pod, and the time that
	 * requests wait for a pod.
	 */
	private static final String ACTIVATOR = "http_server_request_duration_seconds_bucket{job=\"knative-activator\","
			+ "k8s_namespace_name=\"%s\",kn_revision_name=~\"%s\",http_request_method=\"POST\"}";

	/** The one photo of each request by which releases are judged. */
	private static final String CASES = "animals_case_answers_total{namespace=\"%s\",revision=~\"%s\"}";

	private static final String CASE_CONFIDENCE = "animals_case_confidence_bucket{namespace=\"%s\",revision=~\"%s\"}";

	private static final String OUTCOMES = "animals_case_outcomes_total{namespace=\"%s\",revision=~\"%s\"}";

	/**
	 * All photos. It replaces the cases for revisions of older versions, which do not
	 * count them.
	 */
	private static final String ANSWERS = "animals_predictions_total{namespace=\"%s\",revision=~\"%s\"}";

	private static final String CONFIDENCE = "animals_confidence_bucket{namespace=\"%s\",revision=~\"%s\"}";

	private static final String REASONS = "animals_rejections_total{namespace=\"%s\",revision=~\"%s\"}";

	/**
	 * Feedback by the revision that answered, because the pod that receives the feedback
	 * may belong to another revision.
	 */
	private static final String FEEDBACK = "animals_release_feedback_total{namespace=\"%s\",answered_by=~\"%s\"}";

	private static final List<String> ALL = List.of(PODS, ACTIVATOR, CASES, CASE_CONFIDENCE, OUTCOMES, ANSWERS,
			CONFIDENCE, REASONS, FEEDBACK);

	private final Query query;

	private final String namespace;

	private final Supplier<Instant> clock;

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
		this(source, namespace, Instant::now);
	}

	PrometheusMetrics(Source source, String namespace, Supplier<Instant> clock) {
		this.query = new Query(source);
		this.namespace = namespace;
		this.clock = clock;
	}

	@Override
	public Block between(Instant from, Instant to, String candidate, String stable) {
		String revisions = candidate + "|" + stable;
		Map<String, Increase> increases = new HashMap<>();
		Map<String, Snapshot> now = new HashMap<>();
		// All queries run before any field changes, so that a failed call can be
		// repeated.
		for (String selector : ALL) {
			Snapshot known = this.ends.get(selector);
			Snapshot before = (known != null && known.at().equals(from)) ? known : snapshot(selector, revisions, from);
			Snapshot after = snapshot(selector, revisions, to);
			now.put(selector, after);
			increases.put(selector, new Increase(before, after));
		}
		this.ends.putAll(now);
		boolean cases = countsCases(candidate, increases) && countsCases(stable, increases);
		return new Block(counts(candidate, cases, increases), counts(stable, cases, increases));
	}

	private Counts counts(String revision, boolean cases, Map<String, Increase> increases) {
		Predicate<Map<String, String>> ours = (labels) -> revision.equals(labels.get("revision"));
		Both before = this.totals.getOrDefault(revision, Both.NONE);
		Both after = new Both(before.pods().plus(Requests.of(require(increases, PODS), ours)),
				before.activator()
					.plus(Requests.of(require(increases, ACTIVATOR),
							(labels) -> revision.equals(labels.get("kn_revision_name")))));
		this.totals.put(revision, after);
		Requests felt = after.felt().since(before.felt());
		Predicate<Map<String, String>> answered = (labels) -> revision.equals(labels.get("answered_by"));
		return new Counts(felt.requests(), felt.errors(), felt.rejected(), felt.latency(),
				Cases.answers(require(increases, cases ? CASES : ANSWERS), ours),
				Cases.confidence(require(increases, cases ? CASE_CONFIDENCE : CONFIDENCE), ours),
				Cases.reasons(require(increases, REASONS), ours), Cases.slices(require(increases, OUTCOMES), ours),
				Cases.feedback(require(increases, FEEDBACK), answered));
	}

	private static boolean countsCases(String revision, Map<String, Increase> increases) {
		return require(increases, CASES).after()
			.values()
			.keySet()
			.stream()
			.anyMatch((labels) -> revision.equals(labels.get("revision")));
	}

	private static Increase require(Map<String, Increase> increases, String selector) {
		return requireNonNull(increases.get(selector));
	}

	@Override
	public Load load(Instant from, Instant to, String candidate, String stable) {
		double clock = this.query.clock();
		double difference = Double.isNaN(clock) ? 0 : clock - this.clock.get().toEpochMilli() / 1000.0;
		return new Load(queued(from, to, candidate), 0, "", difference,
				new Containers(this.query, this.namespace).cost(from, to, candidate, stable));
	}

	/** Returns how many requests waited on average in the pod where most waited. */
	private double queued(Instant from, Instant to, String revision) {
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

	/**
	 * Returns the requests per second in the last hour.
	 * @throws UnavailableException if Prometheus does not answer
	 */
	public double perSecond() {
		return this.query
			.at(this.clock.get(),
					"sum(rate(%s[1h]))".formatted(PODS.formatted(this.namespace, ".*").replace("_bucket", "_count")))
			.values()
			.stream()
			.findFirst()
			.orElse(0.0);
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
