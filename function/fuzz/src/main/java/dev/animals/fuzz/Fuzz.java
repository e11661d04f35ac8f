package dev.animals.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs each fuzz test in turn for some minutes, in a process of its own. Prints a table
 * of the runs and the share of lines that they executed. It ends with status 1 if a test
 * failed and with status 2 if an argument is wrong. It is started in the module's folder,
 * from which the tests find their seeds.
 */
public final class Fuzz {

	private static final Path TEST_CLASSES = Path.of("target/test-classes");

	private static final Path RESULTS = Path.of("target/fuzz");

	private static final String SUFFIX = "FuzzTests.class";

	private Fuzz() {
	}

	/**
	 * Runs the fuzz tests.
	 * @param arguments the minutes for each test, and optionally the names of the tests
	 * to run, such as {@code Jpeg}
	 * @throws IOException if results cannot be written or read
	 * @throws InterruptedException if the program is interrupted
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		FuzzPlan plan;
		try {
			plan = FuzzPlan.of(List.of(arguments), tests());
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
			return;
		}
		System.exit(run(plan) ? 0 : 1);
	}

	private static boolean run(FuzzPlan plan) throws IOException, InterruptedException {
		Files.createDirectories(RESULTS);
		boolean passed = true;
		System.out.println("| test | minutes | executions | inputs kept | finding |");
		System.out.println("|---|---|---|---|---|");
		for (String test : plan.tests()) {
			String name = test.substring(test.lastIndexOf('.') + 1);
			FuzzRun run = FuzzRun.of(test, RESULTS.resolve(name), plan.minutes());
			System.out.printf(Locale.ROOT, "| %s | %d | %,d | %,d | %s |%n", name, plan.minutes(), run.executions(),
					run.inputs(), run.finding());
			passed &= run.finding().equals("none");
		}
		System.out.println();
		Coverage.print(RESULTS);
		return passed;
	}

	private static List<String> tests() throws IOException {
		try (Stream<Path> files = Files.walk(TEST_CLASSES)) {
			return files.map((file) -> TEST_CLASSES.relativize(file).toString())
				.filter((file) -> file.endsWith(SUFFIX))
				.map((file) -> file.replace(".class", "").replace('/', '.'))
				.sorted()
				.toList();
		}
	}

}
