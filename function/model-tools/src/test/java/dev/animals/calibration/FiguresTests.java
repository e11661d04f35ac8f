package dev.animals.calibration;

import java.util.List;

import dev.animals.calibration.Figures.Answer;
import dev.animals.calibration.Figures.Share;
import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.RankedLabel;
import dev.animals.classification.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FiguresTests {

	@Test
	void theIntervalIsWilsons() {
		Share share = new Share(81, 98);
		assertThat(share.bound(-1)).isCloseTo(0.740, within(0.001));
		assertThat(share.bound(1)).isCloseTo(0.889, within(0.001));
		assertThat(share).hasToString("81 of 98 (74–89 %)");
		assertThat(new Share(0, 0)).hasToString("–");
	}

	@Test
	void countsLabelsAndGroups() {
		Figures figures = new Figures(
				List.of(answer("koala", "marsupial", "koala"), answer("wombat", "marsupial", "koala")), List.of());
		assertThat(figures.groups()).contains("| marsupial | 1 of 2 (", "| 2 of 2 (");
	}

	private static Answer answer(String best, String group, String right) {
		return new Answer(new Classification(Verdict.ANIMAL, List.of(new RankedLabel(best, best, group, 0.9)), 1, 1, 1),
				List.of(new ClassLabel(right, group)));
	}

}
