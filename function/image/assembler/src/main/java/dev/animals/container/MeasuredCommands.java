package dev.animals.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.animals.photos.Photos;

/**
 * Commands that start the service on core 0, and measurements of the service that such a
 * command starts.
 */
final class MeasuredCommands {

	private final ImageRoot image;

	private final Path work;

	private final byte[] koala = Photos.koala();

	MeasuredCommands(ImageRoot image, Path work) {
		this.image = image;
		this.work = work;
	}

	/**
	 * Returns a command that starts the executable jar with a folder into which DJL has
	 * not yet unpacked its libraries. ONNX Runtime unpacks its own at each start.
	 * @param jar the executable jar of the service
	 * @param round distinguishes the folder from those of other rounds
	 * @return the command
	 * @throws IOException if the folder cannot be created
	 */
	List<String> jar(Path jar, int round) throws IOException {
		Path unpacked = Files.createDirectories(this.work.resolve("djl-" + round));
		return pinned(List.of(Tools.ofJdk("java"), "--enable-native-access=ALL-UNNAMED",
				"-DDJL_CACHE_DIR=" + unpacked.toAbsolutePath(), "-jar", jar.toString(),
				"--animals.model.directory=" + this.image.model()));
	}

	List<String> image(String... flags) throws IOException {
		return pinned(this.image.command(flags));
	}

	List<String> imageWithoutCache() throws IOException {
		return image("-XX:AOTMode=off");
	}

	private static List<String> pinned(List<String> command) {
		List<String> pinned = new ArrayList<>(List.of("taskset", "-c", "0"));
		pinned.addAll(command);
		return pinned;
	}

	/**
	 * Starts the service and sends a photo until one is classified.
	 * @param command the command
	 * @return the time from the start of the process to the end of the answer, in seconds
	 * @throws IOException if no photo is classified within two minutes
	 * @throws InterruptedException if this thread is interrupted
	 */
	double secondsToFirstAnswer(List<String> command) throws IOException, InterruptedException {
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

	/**
	 * Starts the service and sends photos one after the other.
	 * @param requests the number of photos
	 * @param command the command
	 * @return the resident memory afterwards, in megabytes
	 * @throws IOException if the service does not answer
	 * @throws InterruptedException if this thread is interrupted
	 */
	double residentMegabytesAfter(int requests, List<String> command) throws IOException, InterruptedException {
		try (RunningService service = start(command).awaitReady()) {
			for (int i = 0; i < requests; i++) {
				classify(service);
			}
			return service.residentBytes() / 1e6;
		}
	}

	/**
	 * Starts the service and sends photos one after the other.
	 * @param command the command
	 * @param warmUp the time before the measurement, in seconds
	 * @param seconds the time of the measurement, in seconds
	 * @return the measured values
	 * @throws IOException if the service does not answer
	 * @throws InterruptedException if this thread is interrupted
	 */
	Load load(List<String> command, int warmUp, int seconds) throws IOException, InterruptedException {
		try (RunningService service = start(command).awaitReady()) {
			requestsPerSecond(service, warmUp);
			StageTime before = StageTime.read(service, "inference");
			double requestsPerSecond = requestsPerSecond(service, seconds);
			StageTime prediction = StageTime.read(service, "inference").since(before);
			return new Load(requestsPerSecond, prediction.meanMillis(), service.residentBytes() / 1e6);
		}
	}

	private RunningService start(List<String> command) throws IOException {
		return RunningService.start(new ProcessBuilder(new ArrayList<>(command)), this.work.resolve("service.log"));
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
			throw new IllegalStateException("Expected a koala, got status %d: %s".formatted(answer.statusCode(), body));
		}
	}

	/**
	 * The result of a measurement under load.
	 *
	 * @param requestsPerSecond the number of answers per second
	 * @param predictionMillis the mean time that the network took for a request, in
	 * milliseconds
	 * @param residentMegabytes the resident memory at the end, in megabytes
	 */
	record Load(double requestsPerSecond, double predictionMillis, double residentMegabytes) {
	}

}
