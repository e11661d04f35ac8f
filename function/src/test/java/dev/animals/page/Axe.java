package dev.animals.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Finds faults in the accessibility of the page with axe-core.
 */
final class Axe {

	private static final String SOURCE = read("/axe.min.js");

	private Axe() {
	}

	private static String read(String name) {
		try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream(name), name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Checks the page as it is now.
	 * @param browser the browser that shows the page
	 * @return the rules that the page breaks, each with the elements that break it
	 */
	static List<String> faults(Browser browser) {
		if (Boolean.TRUE.equals(browser.run("return typeof axe === 'undefined'"))) {
			browser.driver().executeScript(SOURCE);
		}
		Object faults = browser.driver().executeAsyncScript("""
				const done = arguments[0];
				const text = ({ html, failureSummary }) => `${html} ${failureSummary}`;
				axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
						done(violations.map(({ id, nodes }) => `${id}: ${nodes.map(text).join(' ')}`)));
				""");
		return ((List<?>) Objects.requireNonNull(faults)).stream().map(String::valueOf).toList();
	}

}
