package dev.animals.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExitCodeTests {

	private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| `([A-Z_]+)` \\|.*");

	@Test
	void isDocumentedCompletely() throws IOException {
		Map<String, Integer> documented = new TreeMap<>();
		for (String line : Files.readAllLines(Path.of("../../docs/reference/release.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				documented.put(row.group(2), Integer.parseInt(row.group(1)));
			}
		}
		Map<String, Integer> codes = new TreeMap<>();
		for (ExitCode code : ExitCode.values()) {
			codes.put(code.name(), code.code());
		}
		assertThat(documented).isEqualTo(codes);
	}

}
