package dev.animals.release.command;

import java.util.regex.Pattern;

/**
 * The kinds of text that people and pipelines pass to the program. Each kind is checked
 * by one pattern before it is used, so that it cannot contain another command, another
 * option or another line of a manifest.
 */
enum Input {

	/** The name of a container image with its tag or digest. */
	IMAGE("(?<name>" + "([a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?/)?"
			+ "[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*)"
			+ "(:(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(@(?<digest>sha256:[0-9a-f]{64}))?",
			"NAME@sha256:DIGEST or dev.local/NAME:TAG"),

	/** The address of a service. */
	URL("https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?",
			"http://HOST or https://HOST"),

	/** The gateway to call instead of the address's host. */
	INGRESS("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?:[0-9]{1,5}", "HOST:PORT"),

	/** The Kubernetes Service of Prometheus. */
	PROMETHEUS_SERVICE("[a-z0-9-]+/[a-z0-9-]+:[0-9]{1,5}", "NAMESPACE/NAME:PORT"),

	/** Requests per second. */
	RATE("[0-9]{1,6}(\\.[0-9]{1,6})?", "2.5, a number of requests per second"),

	/** A number of photos. */
	MIN_PHOTOS("[1-9][0-9]{0,8}", "500, a number of photos"),

	/** The shortest time that a baseline covers. */
	MIN_TIME("[0-9]{1,4}[mhd]", "90m, 24h or 2d"),

	/** A time to look back; Prometheus returns at most 11,000 values of a series. */
	PERIOD("[1-9][0-9]{0,2}h|[1-9][0-9]?d", "12h or 14d"),

	/** The name of a namespace. */
	NAMESPACE("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "small letters, digits and hyphens"),

	/** The name of an environment, which is a folder of overlays. */
	ENV("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "small letters, digits and hyphens");

	private final Pattern pattern;

	private final String shape;

	Input(String pattern, String shape) {
		this.pattern = Pattern.compile(pattern);
		this.shape = shape;
	}

	Pattern pattern() {
		return this.pattern;
	}

	/**
	 * Returns the text if it is valid.
	 * @throws CommandException if it is not
	 */
	String check(String text) {
		if (!this.pattern.matcher(text).matches()) {
			throw new CommandException(
					"%s is not valid: %s. It looks like %s.".formatted(this, quoted(text), this.shape));
		}
		return text;
	}

	/** Turns a text into one printable line. */
	private static String quoted(String text) {
		return "\"" + text.replaceAll("\\p{Cntrl}", "�") + "\"";
	}

}
