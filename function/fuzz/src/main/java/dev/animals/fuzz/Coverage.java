package dev.animals.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.IPackageCoverage;
import org.jacoco.core.tools.ExecFileLoader;

/**
 * The share of the service's lines that all runs together executed.
 */
final class Coverage {

	private static final Path CLASSES = Path.of("../target/classes");

	private static final List<String> PACKAGES = List.of("image", "http", "inference", "feedback");

	private Coverage() {
	}

	/**
	 * Prints the coverage of the packages that read untrusted bytes.
	 * @param results the folder with the runs' files {@code jacoco.exec}
	 * @throws IOException if a file cannot be read
	 */
	static void print(Path results) throws IOException {
		ExecFileLoader runs = new ExecFileLoader();
		try (Stream<Path> files = Files.walk(results)) {
			for (Path file : files.filter((each) -> each.endsWith("jacoco.exec")).toList()) {
				runs.load(file.toFile());
			}
		}
		CoverageBuilder coverage = new CoverageBuilder();
		new Analyzer(runs.getExecutionDataStore(), coverage).analyzeAll(CLASSES.toFile());
		System.out.println("| package | lines | executed | share |");
		System.out.println("|---|---|---|---|");
		for (IPackageCoverage each : coverage.getBundle("function").getPackages()) {
			ICounter lines = each.getLineCounter();
			if (PACKAGES.contains(each.getName().replace("dev/animals/", ""))) {
				System.out.printf(Locale.ROOT, "| %s | %d | %d | %.0f %% |%n", each.getName(), lines.getTotalCount(),
						lines.getCoveredCount(), 100 * lines.getCoveredRatio());
			}
		}
	}

}
