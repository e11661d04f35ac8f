package dev.animals.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static java.util.Objects.requireNonNull;

/**
 * What the image weighs, how fast it starts beside the plain jar, and what its flags
 * cost. Servers run on core 0, this runs on the others.
 */
public final class ImageBenchmark {

	private static final int PORT = 18490;

	private static final int ROUNDS = Integer.getInteger("image.rounds", 5);

	private static final int REQUESTS = 1000;

	private static final int WARM_UP = Integer.getInteger("image.warmup", 40);

	private static final int SECONDS = Integer.getInteger("image.seconds", 12);

	private static final String CHOSEN = "chosen";

	private final Path root;

	private final Path module;

	private final byte[] koala;

	private final Path work;

	private ImageBenchmark(Path module) throws IOException {
		this.module = module;
		this.root = module.resolve("target/root");
		this.koala = Files.readAllBytes(module.resolve("../photos/koala.jpg"));
		this.work = Files.createDirectories(module.resolve("target/bench"));
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		ImageBenchmark benchmark = new ImageBenchmark(Path.of(arguments[0]));
		benchmark.weigh();
		benchmark.start();
		benchmark.compareFlags();
		Trees.delete(benchmark.work);
	}

	private void weigh() throws IOException {
		ImageFile image = ImageFile.unpack(this.work.resolve("image"));
		long compressed = 0;
		long uncompressed = 0;
		System.out.println("| layer | compressed, MB | uncompressed, MB |\n|---|---|---|");
		for (ImageFile.Layer layer : image.layers()) {
			String first = layer.files().isEmpty() ? "" : layer.files().getFirst().name();
			String name = first.replaceFirst("^((?:app|opt)/[^/]+).*|.*", "$1");
			System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", name.isEmpty() ? "base" : "/" + name,
					layer.compressed() / 1e6, layer.uncompressed() / 1e6);
			compressed += layer.compressed();
			uncompressed += layer.uncompressed();
		}
		System.out.printf(Locale.ROOT, "| **all** | **%.1f** | **%.1f** |%n%n", compressed / 1e6, uncompressed / 1e6);
	}

	private void start() throws IOException, InterruptedException {
		List<Double> image = new ArrayList<>();
		List<Double> jar = new ArrayList<>();
		List<Long> memory = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			jar.add(secondsToFirstAnswer(jar(round)));
			image.add(secondsToFirstAnswer(image()));
			try (RunningService service = start(image())) {
				service.awaitReady();
				for (int i = 0; i < REQUESTS; i++) {
					classify(service);
				}
				memory.add(service.residentBytes());
			}
		}
		System.out.printf(Locale.ROOT, """
				| start on one core, median of %d rounds | s | all rounds |
				|---|---|---|
				| plain jar, libraries unpacked by DJL | %.2f | %s |
				| image | %.2f | %s |
				| **image / jar** | **%.2f** | |

				Resident memory of the image after %d requests: median %.0f MB, highest %.0f MB.

				""", ROUNDS, median(jar), format(jar), median(image), format(image), median(image) / median(jar),
				REQUESTS, median(memory.stream().map(Long::doubleValue).toList()) / 1e6,
				memory.stream().mapToLong(Long::longValue).max().orElse(0) / 1e6);
	}

	private void compareFlags() throws IOException, InterruptedException {
		Map<String, ProcessBuilder> flags = new LinkedHashMap<>();
		flags.put(CHOSEN, image());
		flags.put("both compilers", image("-XX:TieredStopAtLevel=4"));
		flags.put("both compilers, G1", image("-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC", "-XX:+UseG1GC"));
		flags.put("without the AOT cache", withoutCache());
		Map<String, List<Double>> rates = new LinkedHashMap<>();
		Map<String, List<Double>> memory = new LinkedHashMap<>();
		for (int round = 0; round < Math.min(3, ROUNDS); round++) {
			for (Map.Entry<String, ProcessBuilder> each : flags.entrySet()) {
				ProcessBuilder fresh = new ProcessBuilder(new ArrayList<>(each.getValue().command()));
				try (RunningService service = start(fresh)) {
					service.awaitReady();
					requestsPerSecond(service, WARM_UP);
					rates.computeIfAbsent(each.getKey(), (name) -> new ArrayList<>())
						.add(requestsPerSecond(service, SECONDS));
					memory.computeIfAbsent(each.getKey(), (name) -> new ArrayList<>())
						.add(service.residentBytes() / 1e6);
				}
			}
		}
		double chosen = median(requireNonNull(rates.get(CHOSEN)));
		System.out.printf(
				"| flags, one core, after %d s of load | requests/s | chosen / these | RSS, MB |%n|---|---|---|---|%n",
				WARM_UP);
		rates.forEach((name, all) -> System.out.printf(Locale.ROOT, "| %s | %s | %.3f | %.0f |%n", name, format(all),
				chosen / median(all), median(requireNonNull(memory.get(name)))));
	}

	private ProcessBuilder jar(int round) throws IOException {
		Path cache = Files.createDirectories(this.work.resolve("djl-" + round));
		ProcessBuilder jar = new ProcessBuilder(new ArrayList<>(List.of("taskset", "-c", "0",
				Path.of(System.getProperty("java.home"), "bin/java").toString(), "--enable-native-access=ALL-UNNAMED",
				"-jar", this.module.resolve("../target/function-exec.jar").toString(),
				"--animals.model.directory=" + this.root.resolve("app/model"))));
		jar.environment().put("DJL_CACHE_DIR", cache.toString());
		return jar;
	}

	private ProcessBuilder image(String... flags) throws IOException {
		List<String> all = new ArrayList<>(List.of(flags));
		all.add("-XX:AOTCache=" + this.work.resolve("image/rootfs/app/cache/animals.aot"));
		return pinned(AotTraining.command(this.work.resolve("image/rootfs"), all.toArray(String[]::new)));
	}

	private ProcessBuilder withoutCache() throws IOException {
		return pinned(AotTraining.command(this.work.resolve("image/rootfs")));
	}

	private static ProcessBuilder pinned(ProcessBuilder command) {
		command.command().addAll(0, List.of("taskset", "-c", "0"));
		return command;
	}

	private RunningService start(ProcessBuilder command) throws IOException {
		return RunningService.start(command, PORT, this.work.resolve("service.log"));
	}

	private double secondsToFirstAnswer(ProcessBuilder command) throws IOException, InterruptedException {
		long begin = System.nanoTime();
		try (RunningService service = start(command)) {
			while (true) {
				try {
					classify(service);
					return (System.nanoTime() - begin) / 1e9;
				}
				catch (IOException ex) {
					if (System.nanoTime() - begin > TimeUnit.MINUTES.toNanos(2)) {
						throw ex;
					}
					LockSupport.parkNanos(5_000_000);
				}
			}
		}
	}

	private double requestsPerSecond(RunningService service, int seconds) throws IOException, InterruptedException {
		long begin = System.nanoTime();
		int requests = 0;
		while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
			classify(service);
			requests++;
		}
		return requests / ((System.nanoTime() - begin) / 1e9);
	}

	private void classify(RunningService service) throws IOException, InterruptedException {
		var answer = service.post("/classify", this.koala, "Content-Type", "image/jpeg");
		String body = new String(answer.body(), StandardCharsets.UTF_8);
		if (answer.statusCode() != 200 || !body.contains("\"label\":\"koala\"")) {
			throw new IllegalStateException("Answered " + answer.statusCode() + ": " + body);
		}
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

	private static String format(List<Double> values) {
		return String.join(", ", values.stream().map((value) -> String.format(Locale.ROOT, "%.2f", value)).toList());
	}

}
