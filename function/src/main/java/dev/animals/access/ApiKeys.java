package dev.animals.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The accepted API keys, of which only hashes are kept. SHA-256 without a salt is enough,
 * because keys are long random texts, not passwords that people choose.
 */
final class ApiKeys {

	/** The names are values of a metric tag, so their number must be limited. */
	private static final int MOST_KEYS = 100;

	/**
	 * A malformed hash must not become a key, because hashes are less secret than keys.
	 */
	private static final Pattern LINE = Pattern
		.compile("([a-z0-9][a-z0-9-]{0,39}): *(?:sha256:([0-9a-f]{64})|((?!sha256:)[!-~]{32,200}))");

	private final List<Key> keys = new ArrayList<>();

	/**
	 * Reads the keys.
	 * @param lines a key in each line, as {@link AccessSettings#keys} describes. Empty
	 * lines and lines that begin with {@code #} are skipped. Several keys may have the
	 * same name, so that a key can be replaced without an interruption.
	 * @throws IllegalArgumentException if a line is malformed, or if there is no key or
	 * too many
	 */
	ApiKeys(String lines) {
		int number = 0;
		for (String each : lines.lines().map(String::strip).toList()) {
			number++;
			if (each.isEmpty() || each.startsWith("#")) {
				continue;
			}
			Matcher line = LINE.matcher(each);
			if (!line.matches()) {
				// The message does not contain the line, because the line may contain a
				// key.
				throw new IllegalArgumentException(("Line %d of animals.access.keys (API_KEYS) is neither 'NAME: KEY' "
						+ "nor 'NAME: sha256:HASH'. A name has at most 40 lower-case letters, digits and hyphens, "
						+ "a key has 32 to 200 characters without spaces, and a hash has 64 digits in lower case")
					.formatted(number));
			}
			byte[] hash = (line.group(2) != null) ? HexFormat.of().parseHex(line.group(2)) : hash(line.group(3));
			this.keys.add(new Key(line.group(1), hash));
		}
		if (this.keys.isEmpty() || this.keys.size() > MOST_KEYS) {
			throw new IllegalArgumentException("animals.access.keys (API_KEYS) must have 1 to %d keys, but it has %d"
				.formatted(MOST_KEYS, this.keys.size()));
		}
	}

	/**
	 * Returns the name of a key. To prevent timing attacks, the time that this takes does
	 * not depend on which key it is or how similar a wrong key is to a right one.
	 * @param key the key that a caller sent
	 * @return the name; null if there is no such key
	 */
	@Nullable String name(String key) {
		byte[] hash = hash(key);
		String name = null;
		for (Key each : this.keys) {
			if (MessageDigest.isEqual(each.hash(), hash)) {
				name = each.name();
			}
		}
		return name;
	}

	private static byte[] hash(String key) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SuppressWarnings("ArrayRecordComponent") // compared only in constant time
	private record Key(String name, byte[] hash) {
	}

}
