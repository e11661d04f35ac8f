package dev.animals.load;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

import dev.animals.load.ClusterWatch.Sample;
import dev.animals.load.Exchange.Wrong;
import dev.animals.load.ResourceMetrics.Use;
import org.jspecify.annotations.Nullable;

/**
 * The results of a run, which {@link ReportFile} writes for other programs.
 *
 * @param profile the shape of the load
 * @param url the address to which requests were sent
 * @param host the host in their Host header
 * @param finished whether the run has ended, so that the counts are final
 * @param total the counts of all requests
 * @param modes the counts of the requests in each mode
 * @param models the number of right answers of each model
 * @param stages the counts of the requests sent in each stage
 * @param saturation the largest number of right answers per second in any stage; only in
 * the profile {@code saturation}
 * @param failures the first failed requests
 * @param html Gatling's report, which exists only after the run
 */
record Report(String profile, String url, String host, boolean finished, Summary total, Map<String, Summary> modes,
		Map<String, Integer> models, List<Part> stages, @Nullable Double saturation, List<Failure> failures,
		@Nullable String html) {

	private static final int SHOWN_FAILURES = 20;

	static Report of(Settings settings, Tally tally, List<Sample> samples, boolean finished) {
		Map<String, Summary> modes = new LinkedHashMap<>();
		tally.byMode().forEach((mode, summary) -> modes.put(mode.toString(), summary));
		List<Part> stages = new ArrayList<>();
		List<Summary> byStage = tally.byStage(settings.stages());
		Instant start = tally.started();
		for (int i = 0; i < byStage.size(); i++) {
			Stage stage = settings.stages().get(i);
			Instant end = start.plus(stage.duration());
			stages.add(new Part(stage.toString(), byStage.get(i), Pods.between(start, end, samples)));
			start = end;
		}
		Double saturation = (settings.profile() != Profile.SATURATION) ? null
				: byStage.stream().mapToDouble(Summary::perSecond).max().orElseThrow();
		Path html = ReportFile.newest(Main.GATLING);
		return new Report(settings.profile().toString(), settings.url().toString(), settings.host(), finished,
				tally.total(), modes, tally.rightByModel(), stages, saturation,
				tally.failed(SHOWN_FAILURES).stream().map(Failure::of).toList(),
				(html == null) ? null : html.toString());
	}

	/**
	 * A stage.
	 *
	 * @param load the load, with its unit
	 * @param counts the counts of the requests sent in it
	 * @param pods the pods during the stage, or null if no cluster was watched
	 */
	record Part(String load, Summary counts, @Nullable Pods pods) {
	}

	/**
	 * The pods during a stage.
	 *
	 * @param most the largest number of pods that were ready
	 * @param cores the processors that the pods used on average, null if not known
	 * @param nodeCores the processors that all nodes used on average, null if not known
	 * @param fullestMib the most memory that one pod used, in MiB
	 */
	record Pods(int most, @Nullable Double cores, @Nullable Double nodeCores, double fullestMib) {

		static @Nullable Pods between(Instant from, Instant to, List<Sample> samples) {
			List<Sample> within = samples.stream()
				.filter((sample) -> !sample.at().isBefore(from) && sample.at().isBefore(to))
				.toList();
			return within.isEmpty() ? null
					: new Pods(within.stream().mapToInt(Sample::ready).max().orElseThrow(),
							average(within, Use::podCores), average(within, Use::nodeCores),
							within.stream().mapToDouble((sample) -> sample.use().fullestPodMib()).max().orElseThrow());
		}

		/** Returns the average of the samples that have a value. */
		private static @Nullable Double average(List<Sample> samples, ToDoubleFunction<Use> value) {
			OptionalDouble average = samples.stream()
				.map(Sample::use)
				.mapToDouble(value)
				.filter(Double::isFinite)
				.average();
			return average.isPresent() ? average.getAsDouble() : null;
		}

	}

	/**
	 * A failed request.
	 *
	 * @param sent when it was sent, in ISO 8601
	 * @param mode how it was sent
	 * @param photo the photo, or the first one of a batch
	 * @param status the status of the answer, or null if there was none
	 * @param answer the beginning of its body
	 */
	record Failure(String sent, String mode, String photo, @Nullable Integer status, String answer) {

		static Failure of(Exchange exchange) {
			Wrong wrong = (Wrong) exchange.outcome;
			return new Failure(exchange.sent.toString(), exchange.mode.toString(), exchange.photo, wrong.status(),
					wrong.answer());
		}

	}

}
