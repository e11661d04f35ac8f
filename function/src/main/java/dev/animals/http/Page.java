package dev.animals.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.StringUtils;

import dev.animals.classification.Subject;

import static java.util.Objects.requireNonNull;

/**
 * The page with its styles and scripts inside, so that a browser shows it after a single
 * request.
 *
 * @param html the text, in which {@value #ADDRESS} stands for the address of the service
 * @param policy the Content-Security-Policy, which allows exactly the styles and scripts
 * in the text (CSP 3, hash sources)
 */
record Page(String html, String policy) {

	private static final String ADDRESS = "{{address}}";

	private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\" href=\"([a-z]+\\.css)\">");

	private static final Pattern SCRIPT = Pattern.compile("<script src=\"([a-z]+\\.js)\"></script>");

	/**
	 * Reads a page.
	 * @param folder the folder on the class path that contains {@code page.html} and the
	 * styles and scripts that it refers to
	 * @param subject the subject of the model, of which the page speaks
	 * @return the page
	 * @throws UncheckedIOException if a file cannot be read
	 */
	static Page read(String folder, Subject subject) {
		List<String> styles = new ArrayList<>();
		List<String> scripts = new ArrayList<>();
		String html = text(folder, "page.html", subject);
		html = STYLE.matcher(html).replaceAll(inline(folder, "style", subject, styles));
		html = SCRIPT.matcher(html).replaceAll(inline(folder, "script", subject, scripts));
		String policy = "default-src 'none'; style-src %s; script-src %s; img-src 'self' blob:; connect-src 'self'; "
			.formatted(String.join(" ", styles), String.join(" ", scripts))
				+ "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";
		return new Page(html, policy);
	}

	/**
	 * Returns the page with a sentence about what happens to photos.
	 * @param sentence the sentence
	 * @return the page
	 */
	Page withStorage(String sentence) {
		return new Page(this.html.replace("{{storage}}", sentence), this.policy);
	}

	/**
	 * Returns the page for one address of the service. Link previews need absolute
	 * addresses.
	 * @param address the address, which ends in a slash
	 * @return the text of the page
	 */
	String at(String address) {
		return this.html.replace(ADDRESS, address);
	}

	private static Function<MatchResult, String> inline(String folder, String element, Subject subject,
			List<String> hashes) {
		return (reference) -> {
			String text = text(folder, requireNonNull(reference.group(1)), subject);
			hashes.add("'sha256-" + hash(text) + "'");
			return Matcher.quoteReplacement("<%1$s>%2$s</%1$s>".formatted(element, text));
		};
	}

	/**
	 * Reads a file and puts the subject into its sentences. Browsers hash the text after
	 * they have replaced Windows' line ends.
	 */
	private static String text(String folder, String name, Subject subject) {
		try {
			return new ClassPathResource(folder + "/" + name).getContentAsString(StandardCharsets.UTF_8)
				.replace("\r\n", "\n")
				.replace("{{subject}}", subject.words())
				.replace("{{Subject}}", StringUtils.capitalize(subject.words()))
				.replace("{{a subject}}", subject.withArticle())
				.replace("{{A subject}}", StringUtils.capitalize(subject.withArticle()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
