package dev.animals.release.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.animals.release.judge.Block;
import dev.animals.release.judge.Counts;
import dev.animals.release.prometheus.Metrics;
import dev.animals.release.rollout.Settings;
import dev.animals.release.simulation.Behaviour;
import dev.animals.release.simulation.SimulatedCluster;
import dev.animals.release.simulation.Users;
import dev.animals.release.traffic.Entry;
import dev.animals.release.traffic.Tag;
import dev.animals.release.traffic.Traffic;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictsTests {

	private static final Behaviour GOOD = new Behaviour(Users.LITE0, 0.001, 0.08);

	private static final Behaviour BAD = new Behaviour(Users.SHUFFLED, 0.001, 0.08);

	private static final Settings SETTINGS = Settings.read(Path.of("rollout.yaml"));

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@SuppressWarnings("NullAway.Init")
	private FakeApiServer apiServer;

	private Instant now = Instant.parse("2026-11-23T12:00:00Z");

	private final SimulatedCluster cluster = new SimulatedCluster();

	@BeforeEach
	void start() throws IOException {
		this.apiServer = new FakeApiServer();
		Files.writeString(this.folder.resolve("token"), "first\n");
		split(20);
	}

	@AfterEach
	void stop() {
		this.apiServer.close();
	}

	@Test
	void judgesACandidateThatGotItsTrafficByHand() {
		assertThat(after(20, users(BAD))).contains("animals_judge_state worse 1.0", "animals_judge_state fine 0.0",
				"animals_judge_step_percent 20.0");
	}

	@Test
	void findsNothingWrongWithAGoodCandidate() {
		assertThat(after(20, users(GOOD))).contains("animals_judge_state worse 0.0")
			.anyMatch((series) -> series.startsWith("animals_judge_evidence slow, p99"));
	}

	@Test
	void asksAPersonIfUsersCallMoreOfItsAnswersWrong() {
		Users users = users(GOOD);
		assertThat(after(20, (from, to, candidate, stable) -> {
			Block block = users.between(from, to, candidate, stable);
			return new Block(judged(block.candidate(), Counts.WRONG), judged(block.stable(), "right"));
		})).contains("animals_judge_state asks 1.0", "animals_judge_state fine 0.0", "animals_judge_state worse 0.0");
	}

	/** Returns the counts with twenty judgements, all with the same outcome. */
	private static Counts judged(Counts counts, String outcome) {
		return new Counts(counts.requests(), counts.errors(), counts.rejected(), counts.latency(), counts.answers(),
				counts.confidence(), counts.reasons(), counts.slices(),
				new TreeMap<>(Map.of("5m", new TreeMap<>(Map.of(outcome, 20L)))));
	}

	@Test
	void exportsNothingWithoutACandidateThatHasTraffic() {
		split(0);
		assertThat(after(3, users(BAD))).isEmpty();
	}

	private void split(int percent) {
		this.apiServer.body = """
				{"items": [{"metadata": {"namespace": "animals-dev", "name": "animals"}, "status": {"traffic": [
					{"tag": "stable", "revisionName": "%s", "percent": %d},
					{"tag": "candidate", "revisionName": "%s", "percent": %d}]}}]}
				""".formatted(SimulatedCluster.STABLE, 100 - percent, SimulatedCluster.CANDIDATE, percent);
		this.cluster.change(new Traffic(List.of(new Entry(Tag.STABLE, SimulatedCluster.STABLE, 100 - percent),
				new Entry(Tag.CANDIDATE, SimulatedCluster.CANDIDATE, percent))));
	}

	private Users users(Behaviour candidate) {
		return new Users(1, 20, GOOD, candidate, this.cluster);
	}

	/**
	 * Returns the series after some looks: the name, the state or check, and the value.
	 */
	private List<String> after(int looks, Metrics metrics) {
		Verdicts verdicts = new Verdicts(SETTINGS,
				this.apiServer.with(this.folder.resolve("token"), Duration.ofMinutes(1)), (_) -> metrics);
		for (int i = 0; i < looks; i++) {
			verdicts.look(this.now);
			this.now = this.now.plus(SETTINGS.look());
		}
		return verdicts.collect().stream().flatMap((metric) -> metric.getDataPoints().stream().map((point) -> {
			String part = point.getLabels().get("state") + point.getLabels().get("check");
			return "%s %s%s".formatted(metric.getMetadata().getName(), part.replace("null", ""),
					(part.equals("nullnull") ? "" : " ") + ((GaugeSnapshot.GaugeDataPointSnapshot) point).getValue());
		})).toList();
	}

}
