package dev.animals.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The fuzz tests that a command line asks for.
 *
 * @param minutes the time for each test, at least 1
 * @param tests the names of their classes, at least one
 */
record FuzzPlan(int minutes, List<String> tests) {

	private static final String SUFFIX = "FuzzTests";

	/**
	 * Reads the arguments of the program.
	 * @param arguments the minutes and optionally names of tests, such as {@code Jpeg}
	 * @param classes the classes of all fuzz tests
	 * @return the plan
	 * @throws IllegalArgumentException if an argument is wrong; the message says how to
	 * correct it
	 */
	static FuzzPlan of(List<String> arguments, List<String> classes) {
		if (classes.isEmpty()) {
			throw new IllegalArgumentException("There are no fuzz tests. Build the module first.");
		}
		int minutes = minutes(arguments.isEmpty() ? "" : arguments.getFirst());
		List<String> tests = new ArrayList<>();
		for (String name : arguments.stream().skip(1).toList()) {
			tests.add(classes.stream()
				.filter((test) -> shortName(test).equals(name))
				.findAny()
				.orElseThrow(() -> new IllegalArgumentException("No fuzz test is named %s. Choose from: %s.".formatted(
						name, classes.stream().map(FuzzPlan::shortName).sorted().collect(Collectors.joining(", "))))));
		}
		return new FuzzPlan(minutes, tests.isEmpty() ? classes : tests);
	}

	/** For libFuzzer, 0 means that there is no limit. */
	private static int minutes(String text) {
		int minutes = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
		if (minutes < 1) {
			throw new IllegalArgumentException("MINUTES must be 1 or more, but it is %s.".formatted(text));
		}
		return minutes;
	}

	private static String shortName(String test) {
		return test.substring(test.lastIndexOf('.') + 1).replace(SUFFIX, "");
	}

}
