package dev.animals.testing;

import java.util.Map;
import java.util.Optional;

/**
 * The environment variables that configure a program. An empty variable counts as not
 * set, because {@code make} passes on every setting, including those that are not set.
 *
 * @param values the variables by name
 */
public record EnvironmentVariables(Map<String, String> values) {

	/**
	 * Returns the variables of this process.
	 * @return a snapshot of them
	 */
	public static EnvironmentVariables ofProcess() {
		return new EnvironmentVariables(System.getenv());
	}

	/**
	 * Finds a variable.
	 * @param name its name
	 * @return its value without white space around it, or nothing if it is not set
	 */
	public Optional<String> find(String name) {
		return Optional.ofNullable(this.values.get(name)).map(String::strip).filter((value) -> !value.isEmpty());
	}

	/**
	 * Returns a variable or a default.
	 * @param name its name
	 * @param fallback the value if the variable is not set
	 * @return its value without white space around it
	 */
	public String get(String name, String fallback) {
		return find(name).orElse(fallback);
	}

	/**
	 * Returns a variable that must be set.
	 * @param name its name
	 * @param command the command for the message, such as {@code make e2e}
	 * @return its value without white space around it
	 * @throws IllegalArgumentException if the variable is not set
	 */
	public String required(String name, String command) {
		return find(name).orElseThrow(
				() -> new IllegalArgumentException("%s is not set. Start %s %s=…".formatted(name, command, name)));
	}

}
