package dev.animals.load;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;

import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;
import dev.animals.testing.EnvironmentVariables;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run. Its duration and its rate are limited, and requests go to this
 * machine unless the user sets another URL.
 *
 * @param profile the shape of the load
 * @param url the address to connect to
 * @param host the name by which an ingress knows the service
 * @param namespace the namespace of the Service, or null if the user named a URL
 * @param photos the photos to send
 * @param stages how much to send, and for how long
 */
record Settings(Profile profile, URI url, String host, @Nullable String namespace, List<LabelledPhoto> photos,
		List<Stage> stages) {

	static final long MOST_REQUESTS = 1_000_000;

	static final Duration LONGEST = Duration.ofHours(4);

	/** The largest load of a stage, in requests per second or users. */
	static final int MOST = 1000;

	/**
	 * Reads the settings.
	 * @param variables the environment variables
	 * @param saturation supplies the rate that saturates the service; called only if no
	 * setting defines the load
	 * @return the settings
	 * @throws IllegalArgumentException if a setting is wrong; the message is a sentence
	 * for the user
	 */
	static Settings from(EnvironmentVariables variables, DoubleSupplier saturation) {
		Profile profile = Profile.named(variables.get("PROFILE", "steady"));
		Duration duration = variables.find("DURATION").map(Settings::duration).orElse(profile.duration);
		List<Stage> stages = stages(variables, profile, duration, saturation);
		List<LabelledPhoto> photos = variables.find("PHOTOS").map(Path::of).map(Photos::in).orElseGet(Photos::shipped);
		Optional<String> named = variables.find("URL");
		String namespace = variables.get("NAMESPACE", "animals-local");
		URI url = URI.create(named.orElse("http://animals." + namespace + ".127.0.0.1.sslip.io"));
		require(url.toString().matches("https?://[^/?#]+/?"),
				"URL must be like http://animals.example.com, not %s.".formatted(url));
		String ingress = variables.get("INGRESS", named.isEmpty() ? "127.0.0.1:80" : url.getRawAuthority());
		URI connect = URI.create(url.getScheme() + "://" + ingress);
		require(named.isPresent() || isThisMachine(connect.getHost()),
				"INGRESS is another machine. To send load there, say so with URL=%s.".formatted(url));
		return new Settings(profile, connect, url.getRawAuthority(), named.isEmpty() ? namespace : null, photos,
				stages);
	}

	Duration duration() {
		return this.stages.stream().map(Stage::duration).reduce(Duration.ZERO, Duration::plus);
	}

	static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

	private static List<Stage> stages(EnvironmentVariables variables, Profile profile, Duration duration,
			DoubleSupplier saturation) {
		String users = variables.get("USERS", "");
		String rate = variables.get("RATE", "");
		require(users.isEmpty() || rate.isEmpty(), "Set USERS or RATE, not both.");
		Stage.Unit unit = (users.isEmpty() && (!rate.isEmpty() || profile.users == 0)) ? Stage.Unit.REQUESTS_PER_SECOND
				: Stage.Unit.USERS;
		require(users.matches("\\d{0,9}"), "USERS must be a whole number, not %s.".formatted(users));
		require(rate.matches("(\\d+(\\.\\d+)?)?"),
				"RATE must be a number of requests per second, not %s.".formatted(rate));
		String given = users + rate;
		double base = !given.isEmpty() ? Double.parseDouble(given)
				: (profile.users > 0) ? profile.users : saturation.getAsDouble() / 2;
		List<Stage> stages = profile.stages(unit, base, duration);
		require(stages.stream().allMatch((stage) -> stage.amount() > 0 && stage.amount() <= MOST),
				"Each stage must have more than 0 and at most %d: %s.".formatted(MOST, stages));
		require(unit == Stage.Unit.USERS
				|| stages.stream().mapToDouble((stage) -> stage.amount() * stage.seconds()).sum() <= MOST_REQUESTS,
				"That would be more than %d requests.".formatted(MOST_REQUESTS));
		return stages;
	}

	private static Duration duration(String given) {
		try {
			Duration duration = Duration.parse("PT" + given.toUpperCase(Locale.ROOT));
			require(duration.toSeconds() >= 1 && duration.compareTo(LONGEST) <= 0,
					"DURATION must be from 1s to %dh.".formatted(LONGEST.toHours()));
			return duration;
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("DURATION must be like 30s, 3m or 1h, not %s.".formatted(given), ex);
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

}
