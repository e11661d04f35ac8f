package dev.animals.load;

import java.nio.file.Path;
import java.util.prefs.Preferences;

import io.gatling.app.Gatling;
import io.gatling.commons.util.GatlingVersion;

/**
 * The entry point of {@code make load-test}, which starts it in the repository's root.
 * Its settings are environment variables.
 */
final class Main {

	/** The folder for results. */
	static final Path TARGET = Path.of("knative/load/target");

	/** The folder for Gatling's own reports. */
	static final Path GATLING = TARGET.resolve("gatling");

	private Main() {
	}

	/**
	 * Runs the load test. The exit status is 0 if it passed and 2 if a setting is wrong.
	 * @param arguments not used
	 */
	public static void main(String[] arguments) {
		preventUpdateCheck();
		Gatling.main(new String[] { "--simulation", LoadTest.class.getName(), "--results-folder",
				GATLING.toAbsolutePath().toString() });
	}

	/**
	 * Writes an answer of today to Gatling's preferences. Otherwise Gatling asks Maven
	 * Central for its newest version.
	 */
	private static void preventUpdateCheck() {
		System.setProperty("java.util.prefs.userRoot", TARGET.toAbsolutePath().toString());
		GatlingVersion version = GatlingVersion.ThisVersion();
		Preferences latest = Preferences.userRoot().node("/io/gatling/latestVersion");
		latest.putLong("lastCheckTimestamp", System.currentTimeMillis());
		latest.putBoolean("lastCheckSuccess", true);
		latest.put("latestReleaseNumber", version.fullVersion());
		latest.put("latestReleaseDate", version.releaseDate().toString());
	}

}
