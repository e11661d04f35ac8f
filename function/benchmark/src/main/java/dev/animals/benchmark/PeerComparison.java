package dev.animals.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import dev.animals.benchmark.ClosedLoop.Load;

import static java.util.Objects.requireNonNull;

/**
 * This service against the usual Python service on the same network: each on the first
 * core alone, the senders on the second.
 */
public final class PeerComparison {

	private static final String SERVER_CORE = "0";

	private static final String SENDER_CORE = "1";

	private static final int[] SENDERS = { 1, 4, 16 };

	private static final int ROUNDS = Integer.getInteger("peers.rounds", 2);

	private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("peers.seconds", 15));

	private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("peers.warmup", 15));

	/** A Python with bench/requirements.txt. */
	private static final String PYTHON = System.getProperty("peers.python", "bench/.venv/bin/python");

	/** Flags of the service's JVM, with commas between them. */
	private static final List<String> FLAGS = Stream.of(System.getProperty("peers.flags", "").split(","))
		.filter((flag) -> !flag.isEmpty())
		.toList();

	/** What the service sets for itself: glibc is to keep what a prediction frees. */
	private static final Map<String, String> MALLOC = Map.of("MALLOC_TRIM_THRESHOLD_", "536870912",
			"MALLOC_MMAP_THRESHOLD_", "536870912", "MALLOC_TOP_PAD_", "67108864");

	private PeerComparison() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		new ProcessBuilder("taskset", "-a", "-pc", SENDER_CORE, Long.toString(ProcessHandle.current().pid()))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
		Map<Server, Measured> measured = new LinkedHashMap<>();
		for (int round = 0; round < ROUNDS; round++) {
			for (Server server : Server.values()) {
				if (round == 0 || server.isMain()) {
					System.err.printf(Locale.ROOT, "round %d of %d: %s%n", round + 1, ROUNDS, server.title);
					measure(server, measured.computeIfAbsent(server, (key) -> new Measured()));
				}
			}
		}
		print(measured);
	}

	private static void measure(Server server, Measured measured) {
		try (LocalServer running = server.start()) {
			ClosedLoop loop = new ClosedLoop(running.port(), Inputs.USUAL_PHOTOS);
			loop.run(SENDERS[1], WARM_UP);
			for (int senders : SENDERS) {
				Duration before = running.processorTime();
				Load load = loop.run(senders, TIME);
				double millis = running.processorTime().minus(before).toMillis() / (double) load.answers();
				measured.add(senders, new Sample(load, millis, running.residentMebibytes()));
			}
		}
	}

	private static void print(Map<Server, Measured> all) {
		System.out.println(
				"| server, one core | senders | requests/s | p50 ms | p95 ms | CPU ms a request | errors | RSS MiB |");
		System.out.println("|---|---|---|---|---|---|---|---|");
		all.forEach((server, measured) -> {
			for (int senders : SENDERS) {
				System.out.printf(Locale.ROOT, "| %s | %d | %.1f | %.1f | %.1f | %.1f | %.0f | %.0f |%n", server.title,
						senders, measured.mean(senders, Sample::rate), measured.mean(senders, Sample::p50),
						measured.mean(senders, Sample::p95), measured.mean(senders, Sample::processorMillis),
						measured.mean(senders, Sample::errors), measured.mean(senders, Sample::mebibytes));
			}
		});
		System.out.println();
		System.out.println("| this service / peer | senders | requests/s | p50 | p95 | CPU |");
		System.out.println("|---|---|---|---|---|---|");
		for (Server one : List.of(Server.SERVICE, Server.SERVICE_FLOAT32)) {
			Measured service = requireNonNull(all.get(one));
			all.forEach((server, measured) -> {
				if (server.isPeer()) {
					printRatios(one.title + " / " + server.title, service, measured);
				}
			});
		}
	}

	private static void printRatios(String title, Measured service, Measured peer) {
		for (int senders : SENDERS) {
			System.out.printf(Locale.ROOT, "| %s | %d | %.2f | %.2f | %.2f | %.2f |%n", title, senders,
					service.ratio(peer, senders, Sample::rate), service.ratio(peer, senders, Sample::p50),
					service.ratio(peer, senders, Sample::p95), service.ratio(peer, senders, Sample::processorMillis));
		}
	}

	/** What is compared. */
	private enum Server {

		SERVICE("this service"), SERVICE_FLOAT32("this service, precision float32"),

		PEER("FastAPI, frozen trace"), PEER_PACKED("FastAPI, this service's packed.pt"),
		PEER_DEFAULT_MALLOC("FastAPI, frozen trace, malloc as it is");

		private final String title;

		Server(String title) {
			this.title = title;
		}

		boolean isPeer() {
			return this != SERVICE && this != SERVICE_FLOAT32;
		}

		boolean isMain() {
			return !isPeer() || this == PEER;
		}

		LocalServer start() {
			return switch (this) {
				case SERVICE -> LocalServer.service(SERVER_CORE, FLAGS, MALLOC);
				case SERVICE_FLOAT32 -> LocalServer.service(SERVER_CORE,
						Stream.concat(FLAGS.stream(), Stream.of("-Danimals.model.precision=float32")).toList(), MALLOC);
				case PEER -> startPeer("float", Inputs.EXPORTED.resolve("network.pt"), MALLOC);
				case PEER_PACKED -> startPeer("pixels", Inputs.MODEL.resolve("packed.pt"), MALLOC);
				case PEER_DEFAULT_MALLOC -> startPeer("float", Inputs.EXPORTED.resolve("network.pt"), Map.of());
			};
		}

		private LocalServer startPeer(String network, Path file, Map<String, String> malloc) {
			int port = LocalServer.freePort();
			Map<String, String> environment = new HashMap<>(malloc);
			environment.putAll(Map.of("OMP_NUM_THREADS", "1", "NETWORK", network, "FILE",
					file.toAbsolutePath().toString(), "LABELS",
					Inputs.MODEL.resolve("labels.tsv").toAbsolutePath().toString(), "PYTHONDONTWRITEBYTECODE", "1"));
			List<String> command = List.of(PYTHON, "-m", "uvicorn", "--app-dir", "bench/peers", "server:app", "--host",
					"127.0.0.1", "--port", Integer.toString(port), "--workers", "1", "--no-access-log");
			return LocalServer.start(name().toLowerCase(Locale.ROOT), SERVER_CORE, command, environment, port);
		}

	}

	/**
	 * One server under one load, once.
	 *
	 * @param load what the senders saw
	 * @param processorMillis the server's processor time for an answer
	 * @param mebibytes its memory at the end
	 */
	private record Sample(Load load, double processorMillis, double mebibytes) {

		double rate() {
			return this.load.rate();
		}

		double p50() {
			return this.load.p50();
		}

		double p95() {
			return this.load.p95();
		}

		double errors() {
			return this.load.errors();
		}

	}

	/** What the rounds gave. */
	private static final class Measured {

		private final Map<Integer, List<Sample>> samples = new HashMap<>();

		void add(int senders, Sample sample) {
			this.samples.computeIfAbsent(senders, (key) -> new ArrayList<>()).add(sample);
		}

		double mean(int senders, ToDoubleFunction<Sample> value) {
			return requireNonNull(this.samples.get(senders)).stream().mapToDouble(value).average().orElseThrow();
		}

		double ratio(Measured other, int senders, ToDoubleFunction<Sample> value) {
			return mean(senders, value) / other.mean(senders, value);
		}

	}

}
