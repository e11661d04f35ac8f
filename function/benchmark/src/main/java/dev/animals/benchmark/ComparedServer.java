package dev.animals.benchmark;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.animals.testing.ServerProcess;

/**
 * The servers that {@link PeerComparison} compares.
 */
enum ComparedServer {

	SERVICE("this service"), SERVICE_FLOAT32("this service, precision float32"),

	PEER("FastAPI, frozen trace"), PEER_PACKED("FastAPI, this service's packed.pt"),
	PEER_DEFAULT_MALLOC("FastAPI, frozen trace, default malloc");

	private static final String CORE = "0";

	/**
	 * The Python interpreter with the packages of function/benchmark/requirements.txt.
	 */
	private static final String PYTHON = System.getProperty("peers.python", "function/benchmark/.venv/bin/python");

	/** JVM flags for this service, separated by commas. */
	private static final List<String> FLAGS = Stream.of(System.getProperty("peers.flags", "").split(","))
		.filter((flag) -> !flag.isEmpty())
		.toList();

	/**
	 * The malloc settings that this service applies to itself. They make glibc keep the
	 * memory that a prediction frees. The peers get them too, so that the comparison
	 * shows only the other differences.
	 */
	private static final Map<String, String> MALLOC = Map.of("MALLOC_TRIM_THRESHOLD_", "536870912",
			"MALLOC_MMAP_THRESHOLD_", "536870912", "MALLOC_TOP_PAD_", "67108864");

	private final String title;

	ComparedServer(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

	boolean isPeer() {
		return this != SERVICE && this != SERVICE_FLOAT32;
	}

	/**
	 * Returns whether the server is measured in each round. The other servers are
	 * measured only once, to save time.
	 * @return false if it is measured only once
	 */
	boolean isMeasuredInEachRound() {
		return !isPeer() || this == PEER;
	}

	ServerProcess start() {
		return switch (this) {
			case SERVICE -> Servers.service(CORE, FLAGS, MALLOC);
			case SERVICE_FLOAT32 -> Servers.service(CORE,
					Stream.concat(FLAGS.stream(), Stream.of("-Danimals.model.precision=float32")).toList(), MALLOC);
			case PEER -> startPeer("float", Inputs.TORCHSCRIPT.resolve("network.pt"), MALLOC);
			case PEER_PACKED -> startPeer("pixels", Inputs.MODEL.resolve("packed.pt"), MALLOC);
			case PEER_DEFAULT_MALLOC -> startPeer("float", Inputs.TORCHSCRIPT.resolve("network.pt"), Map.of());
		};
	}

	private ServerProcess startPeer(String network, Path file, Map<String, String> malloc) {
		int port = ServerProcess.freePort();
		Map<String, String> environment = new HashMap<>(malloc);
		environment.putAll(Map.of("OMP_NUM_THREADS", "1", "NETWORK", network, "FILE", file.toString(), "LABELS",
				Inputs.MODEL.resolve("labels.tsv").toString(), "PYTHONDONTWRITEBYTECODE", "1"));
		List<String> command = List.of(PYTHON, "-m", "uvicorn", "--app-dir", "function/benchmark/peers", "server:app",
				"--host", "127.0.0.1", "--port", Integer.toString(port), "--workers", "1", "--no-access-log");
		return Servers.start(name().toLowerCase(Locale.ROOT), CORE, command, environment, port);
	}

}
