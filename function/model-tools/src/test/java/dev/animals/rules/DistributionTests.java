package dev.animals.rules;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.animals.model.Reference.Bins;

import static org.assertj.core.api.Assertions.assertThat;

class DistributionTests {

	@Test
	void keepsNamesWithFivePhotosAndPutsTheOthersTogether() {
		Distribution distribution = names(Map.of("bear", 0.05, "cat", 0.6, "dog", 0.3, "eel", 0.05), 50);
		assertThat(distribution.bins())
			.isEqualTo(Map.of("bear", "all others", "cat", "cat", "dog", "dog", "eel", "all others"));
		// Half a photo is added to each of three bins: 5.5, 30.5 and 15.5 of 51.5.
		assertThat(distribution.shares()).isEqualTo(Map.of("all others", 0.106796, "cat", 0.592233, "dog", 0.300971));
	}

	@Test
	void addsTheRarestNameIfTheOthersAreFewerThanFive() {
		Distribution distribution = names(Map.of("bear", 0.02, "cat", 0.68, "dog", 0.3), 50);
		assertThat(distribution.bins()).isEqualTo(Map.of("bear", "all others", "cat", "cat", "dog", "all others"));
	}

	@Test
	void hasNoBinForOthersIfEveryNameHasFivePhotos() {
		assertThat(names(Map.of("cat", 0.5, "dog", 0.5), 50).shares()).containsOnlyKeys("cat", "dog");
	}

	@Test
	void namesBinsOfNumbersByTheirUpperEdges() {
		Distribution distribution = Distribution.ofValues(new Bins(List.of(0.1, 10.0), List.of(0.5, 0.25, 0.25)), 100);
		assertThat(distribution.shares()).containsExactly(Map.entry("0.1", 0.497537), Map.entry("10.0", 0.251232),
				Map.entry("+Inf", 0.251232));
	}

	private static Distribution names(Map<String, Double> shares, int photos) {
		return Distribution.ofNames(new TreeMap<>(shares), photos);
	}

}
