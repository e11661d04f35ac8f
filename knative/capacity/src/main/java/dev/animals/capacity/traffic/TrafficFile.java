package dev.animals.capacity.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads traffic from a table with tabs or commas. The first line is
 * {@code second requests} or {@code minute requests}. Each further line has the number of
 * an interval since any beginning, and its requests. Intervals without a line have no
 * requests.
 */
public final class TrafficFile {

	private static final int LONGEST_SECONDS = 31 * 24 * 3600;

	private static final Map<String, Integer> UNITS = Map.of("second", 1, "minute", 60);

	private TrafficFile() {
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @return its traffic, named after the file
	 * @throws IOException if it cannot be read
	 * @throws IllegalArgumentException if it is not such a table; the message is a
	 * sentence for the user
	 */
	public static Traffic read(Path file) throws IOException {
		List<String> lines;
		try {
			lines = Files.readAllLines(file);
		}
		catch (NoSuchFileException ex) {
			throw new IllegalArgumentException("There is no file %s.".formatted(file), ex);
		}
		String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().strip().split("[\t,]", -1);
		Integer unit = (head.length == 2 && head[1].equals("requests")) ? UNITS.get(head[0]) : null;
		if (unit == null) {
			throw wrong(file, 1, "'second' or 'minute', a tab or a comma, and 'requests'");
		}
		SortedMap<Long, Double> requests = new TreeMap<>();
		for (int i = 1; i < lines.size(); i++) {
			if (!lines.get(i).isBlank()) {
				String[] fields = lines.get(i).strip().split("[\t,]", -1);
				if (fields.length != 2 || !fields[0].matches("\\d{1,12}")
						|| !fields[1].matches("\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
					throw wrong(file, i + 1, "a whole number, a tab or a comma, and a number that is not negative");
				}
				requests.merge(Long.valueOf(fields[0]), Double.valueOf(fields[1]), Double::sum);
			}
		}
		return new Traffic(name(file), unit, dense(file, unit, requests));
	}

	private static double[] dense(Path file, int unit, SortedMap<Long, Double> requests) {
		if (requests.isEmpty()) {
			throw new IllegalArgumentException("%s has no requests.".formatted(file));
		}
		long length = requests.lastKey() - requests.firstKey() + 1;
		if (length * unit > LONGEST_SECONDS) {
			throw new IllegalArgumentException("%s covers more than 31 days. Use a part of it.".formatted(file));
		}
		double[] dense = new double[(int) length];
		requests.forEach((number, count) -> dense[(int) (number - requests.firstKey())] = count);
		return dense;
	}

	private static String name(Path file) {
		return file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
	}

	private static IllegalArgumentException wrong(Path file, int line, String expected) {
		return new IllegalArgumentException("%s:%d: expected %s.".formatted(file, line, expected));
	}

}
