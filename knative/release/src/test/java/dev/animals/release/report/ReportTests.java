package dev.animals.release.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.animals.release.judge.Finding;
import dev.animals.release.simulation.SimulatedCluster;
import dev.animals.release.simulation.SimulatedTime;
import dev.animals.release.cluster.ClusterException;
import dev.animals.release.rollout.Rollout;
import dev.animals.release.rollout.Settings;
import dev.animals.release.simulation.Users;
import dev.animals.release.simulation.Behaviour;
import dev.animals.release.smoke.PhotoAnswers;
import dev.animals.release.smoke.PhotoMode;
import dev.animals.release.smoke.SmokeAnswer;
import dev.animals.release.smoke.SmokeResult;

import static org.assertj.core.api.Assertions.assertThat;

/** The reports of simulated rollouts. */
class ReportTests {

	private static final Behaviour GOOD = new Behaviour(Users.LITE0, 0.001, 0.08);

	private static final Settings SETTINGS = Settings.read(Path.of("rollout.yaml"));

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private final SimulatedTime time = new SimulatedTime();

	private final Journal journal = new Journal(this.time::now);

	@SuppressWarnings("NullAway.Init")
	private ReportFiles report;

	@BeforeEach
	void create() {
		this.report = new ReportFiles(this.folder.resolve("report.md"), SETTINGS, this.journal);
	}

	private void rollOut(Behaviour candidate) {
		SimulatedCluster cluster = new SimulatedCluster();
		new Rollout(new Rollout.Parts(SETTINGS, cluster, new Users(3, 20, GOOD, candidate, cluster), Optional.empty(),
				this.time, this.report, () -> false))
			.run();
	}

	private String read(String name) throws IOException {
		return Files.readString(this.folder.resolve(name));
	}

	@Test
	void makesADecisionAgainFromItsBlocks() throws IOException {
		rollOut(new Behaviour(Users.LITE0, 0.06, 0.08));
		DecisionRecord record = DecisionRecord.read(read("report.json"));
		assertThat(record.outcome()).isEqualTo("WORSE");
		assertThat(record.again()).isEqualTo(this.journal.judged().getLast().verdict().findings())
			.anyMatch((finding) -> finding.state() == Finding.State.WORSE);
	}

	@Test
	void findsTheSameFromTheCompressedRecordInThePage() throws IOException {
		rollOut(new Behaviour(Users.LITE0, 0.06, 0.08));
		String compressed = read("report.html").replaceAll("(?s).*<pre id=\"record\">(.*?)</pre>.*", "$1");
		DecisionRecord record = DecisionRecord.read(compressed);
		assertThat(record).isEqualTo(DecisionRecord.read(read("report.json")));
		assertThat(record.isReproducible()).isTrue();
	}

	@Test
	void noticesARecordThatWasChanged() throws IOException {
		rollOut(new Behaviour(Users.LITE0, 0.06, 0.08));
		String changed = read("report.json").replaceFirst("\"errors\":[1-9][0-9]*", "\"errors\":0");
		assertThat(DecisionRecord.read(changed).isReproducible()).isFalse();
	}

	@Test
	void makesAPromotionAgainFromItsBlocks() throws IOException {
		rollOut(GOOD);
		DecisionRecord record = DecisionRecord.read(read("report.json"));
		assertThat(record.outcome()).isEqualTo("PROMOTED");
		assertThat(record.looks()).allMatch((look) -> look.percent() < 100);
		assertThat(record.again()).isEqualTo(this.journal.judged().getLast().verdict().findings())
			.allMatch((finding) -> finding.state() == Finding.State.FINE);
	}

	@Test
	void writesAPageThatNeedsNothingElse() throws IOException {
		rollOut(GOOD);
		assertThat(read("report.html")).contains("<h1>Promoted</h1>")
			.contains("<svg")
			.contains("During the bake")
			.doesNotContain("{{")
			.doesNotContain("<script")
			.doesNotContain("http://")
			.doesNotContain("https://");
	}

	@Test
	void drawsTheLimitOfTheEvidence() throws IOException {
		rollOut(new Behaviour(Users.LITE0, 0.06, 0.08));
		assertThat(read("report.html")).contains("Taken back: the candidate is worse")
			.contains("class=\"limit\"")
			.contains("<tr class=\"worse\"><th>errors</th>");
	}

	@Test
	void showsPhotosWithBothAnswers() throws IOException {
		this.report.smoked(new SmokeResult(List.of(new PhotoAnswers("koala.jpg", PhotoMode.PLAIN, Set.of("koala"),
				new SmokeAnswer("koala", "marsupial", 0.9, 50, "", false),
				new SmokeAnswer("airship", "not_animal", 0.4, 50, "", false), "data:image/jpeg;base64,AAAA"))));
		rollOut(GOOD);
		assertThat(read("report.html"))
			.contains("<article class=\"worse\"><img alt=\"\" src=\"data:image/jpeg;base64,AAAA\">")
			.contains("koala (marsupial, 90 %)")
			.contains("airship (not_animal, 40 %)");
		assertThat(read("report.md"))
			.contains("| koala.jpg | koala (marsupial, 90 %) | **airship (not_animal, 40 %)** |");
	}

	@Test
	void escapesWhatItDidNotWriteItself() throws IOException {
		this.report.said("<script>alert(1)</script>");
		rollOut(GOOD);
		assertThat(read("report.html")).doesNotContain("<script").contains("&lt;script&gt;");
	}

	@Test
	void endsTheMarkdownWithTheFiguresOfEachStep() throws IOException {
		rollOut(GOOD);
		assertThat(read("report.md")).startsWith("# Rollout: PROMOTED")
			.contains("## 1 %", "## 5 %", "## 20 %", "## 50 %", "## Bake")
			.contains("| errors |");
	}

	@Test
	void writesAReportOfARolloutThatDidNotBegin() throws IOException {
		SimulatedCluster cluster = new SimulatedCluster() {

			@Override
			public Lock lock() {
				throw new ClusterException.Held("somebody else");
			}

		};
		this.time.pass(Duration.ofMinutes(1));
		new Rollout(new Rollout.Parts(SETTINGS, cluster, new Users(1, 20, GOOD, GOOD, cluster), Optional.empty(),
				this.time, this.report, () -> false))
			.run();
		assertThat(read("report.html")).contains("another command holds the Lease");
	}

}
