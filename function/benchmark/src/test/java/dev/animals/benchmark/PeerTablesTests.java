package dev.animals.benchmark;

import java.util.EnumMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.animals.benchmark.ClosedLoop.Load;
import dev.animals.benchmark.PeerSamples.Sample;

import static org.assertj.core.api.Assertions.assertThat;

class PeerTablesTests {

	private final Map<ComparedServer, PeerSamples> measured = new EnumMap<>(ComparedServer.class);

	PeerTablesTests() {
		this.measured.put(ComparedServer.SERVICE, samples(60, 80));
		this.measured.put(ComparedServer.SERVICE_FLOAT32, samples(50, 50));
		this.measured.put(ComparedServer.PEER, samples(35, 35));
	}

	@Test
	void listTheMeanOfAllRounds() {
		assertThat(PeerTables.absolute(this.measured)).hasLineCount(2 + 3 * 3)
			.contains("| this service | 4 | 70.0 | 10.0 | 20.0 | 15.0 | 1 | 450 |");
	}

	@Test
	void compareEachPrecisionOfTheServiceWithThePeers() {
		assertThat(PeerTables.ratios(this.measured)).hasLineCount(2 + 2 * 3)
			.contains("| this service / FastAPI, frozen trace | 16 | 2.00 | 1.00 | 1.00 | 1.00 |")
			.contains("| this service, precision float32 / FastAPI, frozen trace | 1 | 1.43 | 1.00 | 1.00 | 1.00 |");
	}

	private static PeerSamples samples(double... rates) {
		PeerSamples samples = new PeerSamples();
		for (double rate : rates) {
			PeerTables.SENDERS
				.forEach((senders) -> samples.add(senders, new Sample(new Load(100, rate, 10, 20, 1), 15, 450)));
		}
		return samples;
	}

}
