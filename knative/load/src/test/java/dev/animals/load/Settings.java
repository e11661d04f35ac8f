package dev.animals.load;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What is sent, where and for how long: bounded in time and in count, and to this machine
 * unless the user names another URL.
 *
 * @param profile the shape of the load
 * @param url where to connect to
 * @param host the name by which an ingress knows the service
 * @param namespace of the Service; null where another URL was named
 * @param photos what is sent
 * @param stages how much of it
 */
record Settings(Profile profile, URI url, String host, @Nullable String namespace, List<Photo> photos,
		List<Stage> stages) {

	static final long MOST_REQUESTS = 1_000_000;

	static final Duration LONGEST = Duration.ofHours(4);

	/** In each unit: requests/s or users. */
	static final int MOST = 1000;

	private static final Path OWN_PHOTOS = Path.of("function/photos");

	private static final Path OWN_LABELS = Path.of("knative/load/labels.tsv");

	/**
	 * Reads the settings.
	 * @param environment where they are; docs/load.md lists them
	 * @param saturation asked when no other setting says how much to send
	 * @return what to do
	 * @throws IllegalArgumentException if a setting is wrong, with a sentence for the
	 * user
	 */
	static Settings from(Map<String, String> environment, DoubleSupplier saturation) {
		Profile profile = Profile.named(value(environment, "PROFILE", "steady"));
		Duration duration = duration(environment.get("DURATION"), profile.duration);
		List<Stage> stages = stages(environment, profile, duration, saturation);
		String photos = value(environment, "PHOTOS", "");
		List<Photo> labelled = photos.isEmpty() ? Photo.labelled(OWN_PHOTOS, OWN_LABELS)
				: Photo.labelled(Path.of(photos), Path.of(photos, "labels.tsv"));
		String named = value(environment, "URL", "");
		String namespace = value(environment, "NAMESPACE", "animals-local");
		URI url = URI.create(named.isEmpty() ? "http://animals." + namespace + ".127.0.0.1.sslip.io" : named);
		require(url.toString().matches("https?://[^/?#]+/?"),
				"URL must be like http://animals.example.com, and is " + url);
		String ingress = value(environment, "INGRESS", named.isEmpty() ? "127.0.0.1:80" : url.getRawAuthority());
		URI connect = URI.create(url.getScheme() + "://" + ingress);
		require(!named.isEmpty() || isThisMachine(connect.getHost()),
				"INGRESS is another machine: name what you mean to load, URL=" + url);
		return new Settings(profile, connect, url.getRawAuthority(), named.isEmpty() ? namespace : null, labelled,
				stages);
	}

	Duration duration() {
		return this.stages.stream().map(Stage::duration).reduce(Duration.ZERO, Duration::plus);
	}

	static void require(boolean condition, String sentence) {
		if (!condition) {
			throw new IllegalArgumentException(sentence);
		}
	}

	private static List<Stage> stages(Map<String, String> environment, Profile profile, Duration duration,
			DoubleSupplier saturation) {
		String users = value(environment, "USERS", "");
		String rate = value(environment, "RATE", "");
		require(users.isEmpty() || rate.isEmpty(), "Give USERS or RATE, not both.");
		Stage.Unit unit = (users.isEmpty() && (!rate.isEmpty() || profile.users == 0)) ? Stage.Unit.REQUESTS_PER_SECOND
				: Stage.Unit.USERS;
		require(users.matches("\\d{0,9}"), "USERS is a whole number, not " + users);
		require(rate.matches("(\\d+(\\.\\d+)?)?"), "RATE is a number of requests/s, not " + rate);
		String given = users + rate;
		double base = !given.isEmpty() ? Double.parseDouble(given)
				: (profile.users > 0) ? profile.users : saturation.getAsDouble() / 2;
		List<Stage> stages = profile.stages(unit, base, duration);
		require(stages.stream().allMatch((stage) -> stage.amount() > 0 && stage.amount() <= MOST),
				"Each stage must have more than 0 and at most %d: %s".formatted(MOST, stages));
		require(unit == Stage.Unit.USERS
				|| stages.stream().mapToDouble((stage) -> stage.amount() * stage.seconds()).sum() <= MOST_REQUESTS,
				"That would be more than %d requests.".formatted(MOST_REQUESTS));
		return stages;
	}

	private static Duration duration(@Nullable String given, Duration otherwise) {
		if (given == null || given.isBlank()) {
			return otherwise;
		}
		try {
			Duration duration = Duration.parse("PT" + given.strip().toUpperCase(Locale.ROOT));
			require(duration.toSeconds() >= 1 && duration.compareTo(LONGEST) <= 0,
					"DURATION is from 1s to " + LONGEST.toHours() + "h.");
			return duration;
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("DURATION is like 30s, 3m or 1h, not " + given, ex);
		}
	}

	private static boolean isThisMachine(String host) {
		try {
			return InetAddress.getByName(host).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	/** What is empty counts as not given: make passes on what was not set. */
	private static String value(Map<String, String> environment, String name, String otherwise) {
		String value = environment.getOrDefault(name, "").strip();
		return value.isEmpty() ? otherwise : value;
	}

}
