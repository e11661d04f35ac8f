package dev.animals.benchmark;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import dev.animals.photos.Photos;
import dev.animals.testing.Percentiles;
import dev.animals.testing.ServerProcess;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Measures how long users wait while others send batches. Users send photos at half of
 * the rate that one core can answer, alternately alone and beside batches that arrive at
 * the same time: batches of usual photos, and batches of PNG files that take almost as
 * long to decode as the limits allow.
 */
public final class BatchNeighbours {

	private static final int ROUNDS = Integer.getInteger("neighbours.rounds", 3);

	private static final int BATCHES = Integer.getInteger("neighbours.batches", 20);

	private static final int MEMBERS = 32;

	/** The side of a PNG of 75 million samples. */
	private static final int EXPENSIVE = 5000;

	private static final Duration TIME = Duration.ofSeconds(15);

	private BatchNeighbours() {
	}

	/**
	 * Prints a line for each round.
	 * @param args not used
	 */
	public static void main(String[] args) {
		Map<String, byte[]> batches = new LinkedHashMap<>();
		batches.put("JPEG, 0.4 MP", batch("image/jpeg", Photos.read("macaw.jpg")));
		batches.put("PNG, 25 MP", batch("image/png", expensivePng()));
		List<byte[]> photos = Inputs.USUAL_PHOTOS.stream().map(Photos::read).toList();
		try (ServerProcess service = Servers.service("0", List.of(), Map.of())) {
			ClosedLoop warmUp = new ClosedLoop(service.port(), photos);
			warmUp.run(1, TIME);
			double rate = warmUp.run(4, TIME).rate() / 2;
			OpenLoop users = new OpenLoop(service.port(), photos);
			System.out.printf(Locale.ROOT,
					"One core; users send %.0f photos/s, half of what it can answer; %d batches of %d photos.%n%n",
					rate, BATCHES, MEMBERS);
			System.out.println("| batches of | p95 alone, ms | beside batches, ms | ratio | users' failures"
					+ " | batches answered |");
			System.out.println("|---|---|---|---|---|---|");
			for (int round = 0; round < ROUNDS; round++) {
				batches.forEach((name, batch) -> measure(service.port(), users, rate, name, batch));
			}
		}
	}

	private static void measure(int port, OpenLoop users, double rate, String name, byte[] batch) {
		List<Double> alone = users.run(rate, TIME);
		List<CompletableFuture<Integer>> batches = Stream.generate(() -> send(port, batch)).limit(BATCHES).toList();
		List<Double> beside = users.run(rate, TIME);
		long answered = batches.stream().filter((status) -> status.join() == 200).count();
		System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.2f | %d | %d |%n", name, Percentiles.of(alone, 95),
				Percentiles.of(beside, 95), Percentiles.of(beside, 95) / Percentiles.of(alone, 95),
				failures(alone) + failures(beside), answered);
	}

	/** Returns a small file, as hostile senders choose them. */
	private static byte[] expensivePng() {
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		try {
			ImageIO.write(new BufferedImage(EXPENSIVE, EXPENSIVE, BufferedImage.TYPE_3BYTE_BGR), "png", png);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return png.toByteArray();
	}

	private static byte[] batch(String type, byte[] photo) {
		String event = """
				{"specversion":"1.0","id":"1","source":"/benchmark","type":"photo","datacontenttype":"%s",\
				"data_base64":"%s"}""".formatted(type, Base64.getEncoder().encodeToString(photo));
		return ("[" + String.join(",", Collections.nCopies(MEMBERS, event)) + "]").getBytes(US_ASCII);
	}

	private static CompletableFuture<Integer> send(int port, byte[] batch) {
		return CompletableFuture.supplyAsync(() -> {
			try (KeepAliveConnection connection = new KeepAliveConnection(port)) {
				return connection.post("/classify", "application/cloudevents-batch+json", batch);
			}
			catch (IOException ex) {
				return 0;
			}
		}, (work) -> Thread.ofVirtual().start(work));
	}

	private static int failures(List<Double> millis) {
		return Collections.frequency(millis, Double.POSITIVE_INFINITY);
	}

}
