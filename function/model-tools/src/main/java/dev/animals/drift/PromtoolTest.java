package dev.animals.drift;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.animals.rules.Distribution;
import dev.animals.rules.DriftAlert;
import dev.animals.rules.ModelReference;

import static java.util.stream.Collectors.joining;

/**
 * A test for {@code promtool test rules}. Each window becomes the counters of one pod in
 * a separate namespace; the test expects the indices and alerts that {@link DriftAlerts}
 * computed for it.
 */
final class PromtoolTest {

	/**
	 * The number of windows in one test, because promtool stores only a limited number of
	 * samples.
	 */
	private static final int TOGETHER = 2;

	private final ModelReference reference;

	private final StringBuilder series = new StringBuilder();

	private final StringBuilder indices = new StringBuilder();

	private final StringBuilder alerts = new StringBuilder();

	private PromtoolTest(ModelReference reference) {
		this.reference = reference;
	}

	/**
	 * Writes a file of tests, each with some of the windows.
	 * @param monitoring the absolute path of the folder {@code monitoring}
	 * @param reference the photos to compare with
	 * @param evaluations compute what to expect of each window
	 * @param windows the photos of each window
	 * @return the text of the file
	 */
	static String file(Path monitoring, ModelReference reference, List<DriftAlerts> evaluations,
			List<List<StoredPrediction>> windows) {
		String files = Stream.of("rules/reference.yaml", "rules/drift.yaml", "alerts/drift.yaml")
			.map((file) -> monitoring.resolve(file).toString())
			.collect(joining(", "));
		return "rule_files: [%s]\nevaluation_interval: 30s\ntests:\n".formatted(files)
				+ IntStream.iterate(0, (first) -> first < windows.size(), (first) -> first + TOGETHER)
					.mapToObj((first) -> {
						int end = Math.min(first + TOGETHER, windows.size());
						return new PromtoolTest(reference).of(windows.subList(first, end),
								evaluations.subList(first, end));
					})
					.collect(joining());
	}

	private String of(List<List<StoredPrediction>> windows, List<DriftAlerts> evaluations) {
		for (int i = 0; i < windows.size(); i++) {
			add("window-" + i, windows.get(i), evaluations.get(i));
		}
		return """
				- interval: 30s
				  input_series:
				%s  promql_expr_test:
				  - expr: round(model:animals_drift:psi{distribution=~"%s",window="1h"}, 0.001)
				    eval_time: 9m
				    exp_samples:
				%s  - expr: count by (namespace, alertname) (
				      ALERTS{alertstate="firing",alertname=~"%s",window!="1d"}) ^ 0
				    eval_time: 9m
				    exp_samples:%s
				""".formatted(this.series, String.join("|", this.reference.distributions().keySet()) + "|content",
				this.indices, DriftAlert.anyName(), this.alerts.isEmpty() ? " []" : "\n" + this.alerts);
	}

	private void add(String namespace, List<StoredPrediction> window, DriftAlerts evaluation) {
		for (String group : this.reference.groups().bins().keySet()) {
			counter(namespace, "animals_predictions_total", "verdict=\"animal\",group=\"" + group + "\"",
					count(window, (photo) -> photo.isAnimal() && photo.group().equals(group)));
		}
		for (String verdict : List.of("not_animal", "unknown")) {
			counter(namespace, "animals_predictions_total", "verdict=\"" + verdict + "\",group=\"none\"",
					count(window, (photo) -> photo.verdict().equals(verdict)));
		}
		histogram(namespace, window, "confidence", "", this.reference.confidence(), StoredPrediction::confidence);
		histogram(namespace, window, "brightness", "", this.reference.brightness(), StoredPrediction::brightness);
		for (int k = 0; k < this.reference.content().size(); k++) {
			int projection = k;
			histogram(namespace, window, "content", ",projection=\"%d\"".formatted(k + 1),
					this.reference.content().get(k), (photo) -> photo.content().get(projection));
		}
		expected(namespace, "right", window, (confidence) -> confidence);
		expected(namespace, "variance", window, (confidence) -> confidence * (1 - confidence));
		baseline(namespace, evaluation);
		evaluation.indices(window)
			.forEach((distribution, index) -> sample(
					this.indices, "namespace=\"%s\",service=\"animals\",model=\"%s\",distribution=\"%s\",window=\"1h\""
						.formatted(namespace, this.reference.model(), distribution),
					Math.round(1000 * index) / 1000.0));
		evaluation.of(window)
			.forEach(
					(alert) -> sample(this.alerts, "namespace=\"%s\",alertname=\"%s\"".formatted(namespace, alert), 1));
	}

	private void expected(String namespace, String name, List<StoredPrediction> window, DoubleUnaryOperator value) {
		counter(namespace, "animals_expected_%s_total".formatted(name), "verdict=\"animal\"",
				window.stream()
					.filter(StoredPrediction::isAnimal)
					.mapToDouble((photo) -> value.applyAsDouble(photo.confidence()))
					.sum());
	}

	private void baseline(String namespace, DriftAlerts evaluation) {
		String service = "namespace=\"%s\",service=\"animals\",model=\"%s\"".formatted(namespace,
				this.reference.model());
		gauge("animals_baseline_expected_accuracy{%s}".formatted(service), evaluation.expectedAccuracy());
		gauge("animals_baseline_expected_accuracy_error{%s}".formatted(service), evaluation.expectedAccuracyError());
		evaluation.baseline().forEach((name, distribution) -> {
			String of = "%s,distribution=\"%s\"".formatted(service, name);
			gauge("animals_baseline_photos{%s}".formatted(of), distribution.photos());
			distribution.shares()
				.forEach((bin, share) -> gauge("animals_baseline_share{%s,bin=\"%s\"}".formatted(of, bin), share));
		});
	}

	private void gauge(String series, double value) {
		this.series.append(String.format(Locale.ROOT, "  - {series: '%s', values: '%.9fx20'}%n", series, value));
	}

	private void histogram(String namespace, List<StoredPrediction> window, String name, String labels,
			Distribution bins, ToDoubleFunction<StoredPrediction> value) {
		for (String edge : bins.shares().keySet()) {
			double limit = edge.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(edge);
			counter(namespace, "animals_" + name + "_bucket", "le=\"" + edge + "\"" + labels,
					count(window, (photo) -> value.applyAsDouble(photo) <= limit));
		}
	}

	private static double count(List<StoredPrediction> window, Predicate<StoredPrediction> which) {
		return window.stream().filter(which).count();
	}

	private void counter(String namespace, String name, String labels, double value) {
		String series = "%s{namespace=\"%s\",service=\"animals\",revision=\"animals-00001\",pod=\"a\",model=\"%s\"%s}"
			.formatted(name, namespace, this.reference.model(), labels.isEmpty() ? "" : "," + labels);
		this.series
			.append(String.format(Locale.ROOT, "  - {series: '%s', values: '_x2 %.4fx3 stale'}%n", series, value));
	}

	private static void sample(StringBuilder samples, String labels, double value) {
		samples.append("    - {labels: '{").append(labels).append("}', value: ").append(value).append("}\n");
	}

}
