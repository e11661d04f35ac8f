package dev.animals.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.animals.benchmark.ClosedLoop.Load;
import dev.animals.photos.Photos;
import dev.animals.testing.ServerProcess;

/**
 * Compares this service with typical Python services that run the same network. Each
 * server has the first processor core for itself, and the senders run on the second.
 */
public final class PeerComparison {

	private static final String SENDER_CORE = "1";

	private static final int ROUNDS = Integer.getInteger("peers.rounds", 2);

	private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("peers.seconds", 15));

	private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("peers.warmup", 15));

	private static final int WARM_UP_SENDERS = 4;

	private PeerComparison() {
	}

	/**
	 * Measures all servers, one after the other, and prints two tables.
	 * @param args not used
	 * @throws IOException if this process cannot be moved to the second core
	 * @throws InterruptedException if this thread is interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		moveToSenderCore();
		List<byte[]> photos = Inputs.USUAL_PHOTOS.stream().map(Photos::read).toList();
		Map<ComparedServer, PeerSamples> measured = new LinkedHashMap<>();
		for (int round = 0; round < ROUNDS; round++) {
			for (ComparedServer server : ComparedServer.values()) {
				if (round == 0 || server.isMeasuredInEachRound()) {
					System.err.printf(Locale.ROOT, "Round %d of %d: %s%n", round + 1, ROUNDS, server.title());
					measure(server, photos, measured.computeIfAbsent(server, (key) -> new PeerSamples()));
				}
			}
		}
		System.out.print(PeerTables.absolute(measured));
		System.out.println();
		System.out.print(PeerTables.ratios(measured));
	}

	private static void moveToSenderCore() throws IOException, InterruptedException {
		new ProcessBuilder("taskset", "-a", "-pc", SENDER_CORE, Long.toString(ProcessHandle.current().pid()))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
	}

	private static void measure(ComparedServer server, List<byte[]> photos, PeerSamples samples) {
		try (ServerProcess running = server.start()) {
			ClosedLoop loop = new ClosedLoop(running.port(), photos);
			loop.run(WARM_UP_SENDERS, WARM_UP);
			for (int senders : PeerTables.SENDERS) {
				Duration before = running.processorTime();
				Load load = loop.run(senders, TIME);
				double millis = running.processorTime().minus(before).toMillis() / (double) load.answers();
				samples.add(senders, new PeerSamples.Sample(load, millis, Servers.residentMebibytes(running)));
			}
		}
	}

}
