package dev.animals.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.animals.load.Exchange.Right;
import dev.animals.load.Exchange.Wrong;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TallyTests {

	private final Tally tally = new Tally();

	@Test
	void computesPercentilesOfTheRightAnswers() {
		for (int millis = 100; millis > 0; millis--) {
			this.tally.answered(send(), new Right(millis, "lite0-1.1.0"));
		}
		this.tally.answered(send(), new Wrong(503, ""));
		Summary total = this.tally.total();
		assertThat(List.of(total.sent(), total.ok(), total.failed())).containsExactly(101, 100, 1);
		assertThat(List.of(total.p50(), total.p95(), total.p99(), total.max())).containsExactly(50, 95, 99, 100);
	}

	@Test
	void countsARequestWithoutAnAnswerAsFailed() {
		Exchange lost = send();
		assertThat(this.tally.total()).extracting(Summary::sent, Summary::failed).containsExactly(1, 0);
		assertThat(this.tally.finish()).isEqualTo(1);
		assertThat(this.tally.total()).extracting(Summary::sent, Summary::failed).containsExactly(1, 1);
		assertThat(this.tally.failed(20)).containsExactly(lost);
	}

	@Test
	void countsARequestInItsStageItsModeAndItsModel() {
		this.tally.answered(send(), new Right(1, "lite0-1.1.0"));
		Stage stage = new Stage(Stage.Unit.USERS, 1, Duration.ofMinutes(1));
		assertThat(this.tally.byStage(List.of(stage, stage))).extracting(Summary::ok).containsExactly(1, 0);
		assertThat(this.tally.rightByModel()).containsExactly(Map.entry("lite0-1.1.0", 1));
		assertThat(this.tally.byMode().get(Mode.IMAGE)).extracting(Summary::ok).isEqualTo(1);
		assertThat(this.tally.byMode().get(Mode.BATCH)).extracting(Summary::sent).isEqualTo(0);
	}

	@Test
	void stopsAfterAHundredWrongAnswersIfNoneWasRight() {
		for (int i = 0; i < 99; i++) {
			this.tally.answered(send(), new Wrong(null, ""));
		}
		assertThat(this.tally.isEnough()).isFalse();
		this.tally.answered(send(), new Wrong(null, ""));
		assertThat(this.tally.isEnough()).isTrue();
	}

	private Exchange send() {
		return this.tally.send(Mode.IMAGE, "koala.jpg");
	}

}
