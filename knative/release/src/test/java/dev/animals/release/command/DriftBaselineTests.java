package dev.animals.release.command;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import dev.animals.release.ExitCode;
import dev.animals.release.baseline.Baseline;
import dev.animals.release.cluster.Release;
import dev.animals.release.prometheus.FakePrometheus;

import static org.assertj.core.api.Assertions.assertThat;

class DriftBaselineTests {

	private static final String MAPS = Release.NAMESPACE + "/configmaps/animals-drift-baseline-";

	@RegisterExtension
	private final Release release = new Release();

	@RegisterExtension
	private final FakePrometheus prometheus = new FakePrometheus();

	@BeforeEach
	void start() {
		traffic(0);
		this.prometheus.count("int8", "verdicts", "animal", 80, 90, 70)
			.count("int8", "verdicts", "unknown", 20, 30, 40);
	}

	@Test
	void storesWhatStableHasCounted() {
		assertThat(freeze(ExitCode.DONE).out())
			.contains("namespace animals-local", "v1 classified 330 photos with int8", "animals-drift-baseline-1")
			.containsPattern("verdicts +330 +2 +hours 0\\.\\d{4} \\(3\\), days 0\\.\\d{4} \\(as hours\\)");
		assertThat(baseline(1)).satisfies((baseline) -> {
			assertThat(baseline.revision()).isEqualTo("v1");
			assertThat(baseline.distributions()).hasEntrySatisfying("verdicts",
					(verdicts) -> assertThat(verdicts.bins()).containsEntry("animal", 240L));
			assertThat(baseline.replaces()).isEmpty();
		});
		assertThat(named()).isEqualTo("animals-drift-baseline-1");
	}

	@Test
	void saysWhatAccuracyIsExpected() {
		this.prometheus.expect("int8", 200, 20, 240);
		assertThat(freeze(ExitCode.DONE).out()).contains("83.3 % of its 240 answers");
	}

	@Test
	void warnsIfTooFewAnswersNameTheSubject() {
		this.prometheus.expect("int8", 40, 5, 49);
		assertThat(freeze(ExitCode.DONE).err()).contains("Only 49 answers name the subject", "needs 50");
	}

	@Test
	void storesAnImmutableConfigMapWithTheLabelsOfTheService() {
		freeze(ExitCode.DONE);
		JsonNode map = this.release.server.get(MAPS + 1);
		assertThat(map.path("immutable").asBoolean()).isTrue();
		assertThat(map.at("/metadata/labels/app.kubernetes.io~1part-of").asString()).isEqualTo("animals");
		assertThat(map.at("/metadata/labels/app.kubernetes.io~1managed-by").asString()).isEqualTo("animals-release");
	}

	/** A change of the spec would create a revision or move traffic. */
	@Test
	void leavesTheSpecOfTheServiceAlone() {
		String before = this.release.server.get(Release.SERVICE).path("spec").toString();
		freeze(ExitCode.DONE);
		assertThat(this.release.server.get(Release.SERVICE).path("spec").toString()).isEqualTo(before);
		assertThat(this.release.server.get(Release.SERVICE).at("/metadata/generation").asInt()).isEqualTo(1);
	}

	@Test
	void rejectsTooFewPhotos() {
		assertThat(
				this.release.run(ExitCode.TOO_FEW_PHOTOS, "drift-baseline", url(), "--min-photos=331", "--min-time=1h")
					.err())
			.contains("330 of 331 photos", "photos an hour", "Nothing was changed");
		assertUnchanged();
	}

	@Test
	void rejectsTooShortATime() {
		assertThat(this.release.run(ExitCode.TOO_FEW_PHOTOS, "drift-baseline", url(), "--min-photos=1", "--min-time=3h")
			.err()).contains("in 2 h of 3 h");
		assertUnchanged();
	}

	@Test
	void needsADayAndFiveHundredPhotosByDefault() {
		assertThat(this.release.run(ExitCode.TOO_FEW_PHOTOS, "drift-baseline", url()).err()).contains("of 500 photos",
				"of 24 h");
	}

	@Test
	void rejectsARolloutUnlessTold() {
		traffic(20);
		assertThat(freeze(ExitCode.ROLLOUT_UNDER_WAY).err()).contains("20 %", "FORCE=true");
		assertUnchanged();
		freeze(ExitCode.DONE, "--force");
		assertThat(named()).isEqualTo("animals-drift-baseline-1");
	}

	@Test
	void needsAStableRevision() {
		this.release.service("");
		freeze(ExitCode.NOTHING_THERE);
	}

	@Test
	void saysThatPrometheusDoesNotAnswer() {
		this.prometheus.answer(503);
		freeze(ExitCode.NO_METRICS);
		assertUnchanged();
	}

	@Test
	void waitsForNobodyWhoHoldsTheLease() {
		this.release.server.put(Release.LEASE, """
				{"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "animals-rollout"},
				 "spec": {"holderIdentity": "eve@laptop", "leaseDurationSeconds": 60,
				  "renewTime": "2999-01-01T00:00:00.000000Z"}}""");
		freeze(ExitCode.LOCKED);
		assertUnchanged();
	}

	@Test
	void dryRunWritesNothing() {
		assertThat(freeze(ExitCode.DONE, "--dry-run").out()).contains("Would store");
		freeze(ExitCode.NOTHING_THERE, "--dry-run", "--undo");
		assertThat(this.release.server.requests()).noneMatch((request) -> request.matches("(PATCH|POST|DELETE) .*"));
	}

	@Test
	void writesAgainIfSomebodyElseWasFaster() {
		this.release.server.once("PATCH " + Release.SERVICE, () -> traffic(0));
		freeze(ExitCode.DONE);
		assertThat(named()).isEqualTo("animals-drift-baseline-1");
	}

	@Test
	void rejectsARevisionThatIsNoLongerStable() {
		this.release.server.once("PATCH " + Release.SERVICE, () -> this.release
			.service("{\"tag\": \"stable\", \"revisionName\": \"v2\", \"percent\": 100, \"latestRevision\": false}"));
		freeze(ExitCode.INTERFERED);
		assertThat(named()).isEmpty();
	}

	@Test
	void undoReturnsToTheBaselineThatWasReplaced() {
		freeze(ExitCode.DONE);
		freeze(ExitCode.DONE);
		this.release.run(ExitCode.DONE, "drift-baseline", "--undo");
		assertThat(named()).isEqualTo("animals-drift-baseline-1");
		freeze(ExitCode.DONE);
		assertThat(named()).isEqualTo("animals-drift-baseline-3");
		this.release.run(ExitCode.DONE, "drift-baseline", "--undo");
		assertThat(named()).isEqualTo("animals-drift-baseline-1");
	}

	@Test
	void undoOfTheFirstBaselineLeavesNone() {
		freeze(ExitCode.DONE);
		assertThat(this.release.run(ExitCode.DONE, "drift-baseline", "--undo").out()).contains("no earlier baseline");
		assertThat(named()).isEmpty();
		assertThat(this.release.server.has(MAPS + 1)).isTrue();
		this.release.run(ExitCode.NOTHING_THERE, "drift-baseline", "--undo");
	}

	@Test
	void undoRemovesABaselineThatIsBroken() {
		freeze(ExitCode.DONE);
		this.release.server.put(MAPS + 1, "{\"metadata\": {}, \"data\": {\"baseline.yaml\": \"none\"}}");
		this.release.run(ExitCode.DONE, "drift-baseline", "--undo");
		assertThat(named()).isEmpty();
	}

	@Test
	void onceFreezesOnlyIfTheModelHasNoBaseline() {
		freeze(ExitCode.DONE, "--once");
		assertThat(freeze(ExitCode.DONE, "--once").out()).contains("already");
		assertThat(named()).isEqualTo("animals-drift-baseline-1");
		this.prometheus.count("bfloat16", "verdicts", "animal", 500, 500, 500)
			.count("bfloat16", "verdicts", "unknown", 10, 10, 10);
		freeze(ExitCode.DONE, "--once");
		assertThat(named()).isEqualTo("animals-drift-baseline-2");
	}

	@Test
	void statusNamesTheBaseline() {
		assertThat(this.release.run(ExitCode.DONE, "status").out()).contains("Drift baseline: none");
		freeze(ExitCode.DONE);
		assertThat(this.release.run(ExitCode.DONE, "status").out())
			.contains("Drift baseline: animals-drift-baseline-1");
		assertThat(this.release.run(ExitCode.DONE, "status", "--output=json").out())
			.contains("\"driftBaseline\" : \"animals-drift-baseline-1\"");
	}

	@Test
	void keepsTheLastFive() {
		for (int i = 0; i < 6; i++) {
			freeze(ExitCode.DONE);
		}
		assertThat(List.of(1, 2, 3, 4, 5, 6)).filteredOn((number) -> this.release.server.has(MAPS + number))
			.containsExactly(2, 3, 4, 5, 6);
	}

	@ParameterizedTest
	@ValueSource(strings = { "--min-photos=0", "--min-photos=many", "--min-time=1", "--min-time=1 h", "--period=90m",
			"--period=100d", "--prometheus-url=ftp://x", "--prometheus-service=x" })
	void rejectsInvalidOptions(String option) {
		this.release.run(ExitCode.USAGE, "drift-baseline", option);
		assertThat(this.release.server.requests()).isEmpty();
	}

	private Release.Run freeze(ExitCode expected, String... options) {
		String[] words = new String[options.length + 4];
		words[0] = "drift-baseline";
		words[1] = url();
		// The last two are the smallest limits that the counts still meet.
		words[2] = "--min-photos=330";
		words[3] = "--min-time=150m";
		System.arraycopy(options, 0, words, 4, options.length);
		return this.release.run(expected, words);
	}

	private String url() {
		return "--prometheus-url=" + this.prometheus.url();
	}

	private void traffic(int candidate) {
		this.release.service("""
				{"tag": "stable", "revisionName": "v1", "percent": %d, "latestRevision": false},
				{"tag": "candidate", "revisionName": "v2", "percent": %d, "latestRevision": false}"""
			.formatted(100 - candidate, candidate));
	}

	private Baseline baseline(int number) {
		return Baseline.read(this.release.server.get(MAPS + number).at("/data/baseline.yaml").asString());
	}

	private String named() {
		return this.release.server.get(Release.SERVICE)
			.at("/metadata/annotations/animals.dev~1drift-baseline")
			.asString("");
	}

	private void assertUnchanged() {
		assertThat(named()).isEmpty();
		assertThat(this.release.server.has(MAPS + 1)).isFalse();
	}

}
