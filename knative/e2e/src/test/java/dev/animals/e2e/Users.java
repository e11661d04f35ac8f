package dev.animals.e2e;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;

/**
 * Users who send the repository's JPEGs at random times until they are closed. They do
 * not wait for answers, and every request is counted.
 */
public final class Users implements AutoCloseable {

	private static final double PER_SECOND = 8;

	/** The largest number of requests, in case a test never closes its users. */
	private static final int MOST_REQUESTS = 10_000;

	/** One in this many photos arrives in a structured event, the others as they are. */
	private static final int EVENTS = 5;

	private static final Duration LATE = Duration.ofSeconds(1);

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

	private final AtomicInteger sent = new AtomicInteger();

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private final AtomicInteger wrong = new AtomicInteger();

	private final AtomicInteger late = new AtomicInteger();

	/** The seed is fixed, so that the gaps between requests are the same in every run. */
	private final Random random = new Random(1);

	private final List<LabelledPhoto> photos;

	private final Address address;

	private final double perSecond;

	/** Starts users who send eight photos a second to an address. */
	public Users(Address address) {
		this(address, PER_SECOND);
	}

	/** Starts users who send photos at a rate per second to an address. */
	public Users(Address address, double perSecond) {
		this.address = address;
		this.perSecond = perSecond;
		// The largest photo is left out, because it would take most of the processor
		// time.
		this.photos = Photos.shipped()
			.stream()
			.filter((photo) -> photo.name().endsWith(".jpg") && !photo.name().equals("large.jpg"))
			.toList();
		arrive();
	}

	private void arrive() {
		if (this.sent.get() >= MOST_REQUESTS) {
			return;
		}
		int number = this.sent.getAndIncrement();
		LabelledPhoto photo = this.photos.get(number % this.photos.size());
		boolean asEvent = (number + number / this.photos.size()) % EVENTS == 0;
		this.senders.execute(() -> send(photo, asEvent));
		double gap = -1e9 / this.perSecond * Math.log(1 - this.random.nextDouble());
		var _ = this.clock.schedule(this::arrive, (long) gap, TimeUnit.NANOSECONDS);
	}

	private void send(LabelledPhoto photo, boolean asEvent) {
		Instant begin = Instant.now();
		try {
			HttpResponse<String> answer = asEvent
					? this.address.post("/", Events.STRUCTURED,
							Events.structured(UUID.randomUUID().toString(), photo.bytes()))
					: this.address.classify(photo.bytes());
			if (Duration.between(begin, Instant.now()).compareTo(LATE) > 0) {
				this.late.incrementAndGet();
			}
			if (answer.statusCode() != 200) {
				this.failures
					.add("%s %d %s %s".formatted(begin, answer.statusCode(), answer.headers().map(), answer.body()));
			}
			else if (photo.labels().stream().noneMatch((label) -> answer.body().contains('"' + label + '"'))) {
				this.wrong.incrementAndGet();
			}
		}
		catch (AssertionError ex) {
			this.failures.add("%s %s".formatted(begin, ex.getCause()));
		}
	}

	/** Returns how many requests were sent. */
	public int sent() {
		return this.sent.get();
	}

	/** Describes the requests that got no answer or a status other than 200. */
	public List<String> failures() {
		return List.copyOf(this.failures);
	}

	/**
	 * Returns how many answers have status 200 but no right label among the best five.
	 */
	public int wrong() {
		return this.wrong.get();
	}

	/** Returns how many requests took longer than a second. */
	public int late() {
		return this.late.get();
	}

	/** Stops sending and waits for the last answers. */
	@Override
	public void close() {
		this.clock.shutdownNow();
		this.senders.close();
	}

}
