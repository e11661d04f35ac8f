package dev.animals.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The inputs from which the fuzzer starts. Regression tests replay them.
 */
public final class Seeds {

	/** Pictures of unusual kinds, which the tests of the service use as well. */
	private static final Path PICTURES = Path.of("../src/test/resources/images");

	private static final Path PHOTO = Path.of("../src/main/resources/page/examples/macaw-small.jpg");

	/** Large seeds slow the fuzzer down. */
	private static final long LARGEST = 20_000;

	private Seeds() {
	}

	/**
	 * Reads the small pictures of the service's tests.
	 * @param extensions the extensions of their files
	 * @return the contents of the files
	 */
	public static Stream<byte[]> pictures(String... extensions) {
		try (Stream<Path> files = Files.walk(PICTURES)) {
			return files.filter((file) -> Stream.of(extensions).anyMatch(file.toString()::endsWith))
				.filter((file) -> file.toFile().length() <= LARGEST)
				.sorted()
				.map(Seeds::read)
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Encodes texts.
	 * @param texts the texts, in which a line break stands for CR LF
	 * @return their bytes in UTF-8
	 */
	public static Stream<byte[]> texts(String... texts) {
		return Stream.of(texts).map(Seeds::text);
	}

	/**
	 * Encodes a text.
	 * @param text the text, in which a line break stands for CR LF
	 * @return its bytes in UTF-8
	 */
	public static byte[] text(String text) {
		return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Joins the parts of a request.
	 * @param head the headers, in which a line break stands for CR LF
	 * @param body the body
	 * @return the head, an empty line and the body
	 */
	public static byte[] request(String head, byte[] body) {
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.writeBytes(text(head + "\n\n"));
		request.writeBytes(body);
		return request.toByteArray();
	}

	/** Returns a small photo of an animal. */
	public static byte[] photo() {
		return read(PHOTO);
	}

	private static byte[] read(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
