package dev.animals.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SuiteReportTests {

	private final Map<BenchmarkCase, Timings> measured = new LinkedHashMap<>();

	@Test
	void comparesEachBenchmarkWithAPrediction() {
		measure(BenchmarkCase.DECODE, 2);
		measure(BenchmarkCase.PREDICT, 10);
		measure("network, batch of 4", 40);
		assertThat(new SuiteReport(this.measured).table()).endsWith("""
				| decode 0.8 MP, TurboJPEG | 2.00 | 1.00 – 4.00 | 0.200 | 590 |
				| predict: resize and network | 10.0 | 5.00 – 20.0 | 1.00 | 590 |
				| network, batch of 4, for each picture | 10.0 | 5.00 – 20.0 | 1.00 | 148 |
				""");
	}

	@Test
	void explainsWhereTheTimeOfARequestGoes() {
		BenchmarkCase.ALL.forEach((each) -> measure(each.title(), each.isSmall() ? 0.1 : 10));
		measure(BenchmarkCase.HTTP_REQUEST, 20);
		assertThat(new SuiteReport(this.measured).conclusions())
			.startsWith("A request takes 1.00 times as long as a prediction in process, and 2.00 times through HTTP.")
			.contains("Of the 20.0 ms through HTTP, the network takes 10.0 ms, the resize 0.000, decoding 10.0, "
					+ "the small parts (rank, token, json, log, observe, count) 0.600, and HTTP 10.0.")
			.contains("Metrics (observe, count) take 2.00 % of a request in process.")
			.contains("more than 1.00 % of requests with 0.8 MP repeated a photo, or 1.00 % with 12 MP.");
	}

	@Test
	void namesEachBenchmarkOnce() {
		assertThat(BenchmarkCase.ALL).extracting(BenchmarkCase::title).doesNotHaveDuplicates();
	}

	private void measure(String title, double millis) {
		BenchmarkCase benchmark = BenchmarkCase.ALL.stream()
			.filter((each) -> each.title().equals(title))
			.findAny()
			.orElseThrow();
		Timings timings = new Timings();
		timings.add(millis / 2, 590_000);
		timings.add(millis, 590_000);
		timings.add(2 * millis, 590_000);
		this.measured.put(benchmark, timings);
	}

}
