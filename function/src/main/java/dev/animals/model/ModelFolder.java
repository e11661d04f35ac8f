package dev.animals.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.classification.ClassLabel;

import static java.util.Objects.requireNonNull;

/**
 * A model's folder, read and checked: every file is what {@code model.yaml} says it is.
 *
 * @param path where it is
 * @param description what {@code model.yaml} says
 * @param calibration what {@code calibration.yaml} says
 * @param labels the classes in the order of the logits
 */
public record ModelFolder(Path path, ModelDescription description, CalibrationFile calibration,
		List<ClassLabel> labels) {

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * Reads and checks a folder.
	 * @param path where it is
	 * @return what is in it
	 * @throws InvalidModelException when a file is missing or is not what
	 * {@code model.yaml} says; the message names it
	 */
	public static ModelFolder open(Path path) {
		ModelFolder folder = openUncheckedNetworks(path);
		folder.checkNetworks();
		return folder;
	}

	/**
	 * Reads a folder, but for the networks: to read and check those takes most of the
	 * time.
	 * @param path where it is
	 * @return what is in it, of which {@link #checkNetworks()} is still to be called
	 * @throws InvalidModelException when a file is missing or is not what
	 * {@code model.yaml} says; the message names it
	 */
	static ModelFolder openUncheckedNetworks(Path path) {
		ModelDescription description = read(path.resolve("model.yaml"), ModelDescription.class);
		Map<String, String> files = new TreeMap<>(description.files());
		files.putIfAbsent("labels.tsv", "nothing of it");
		files.keySet().removeIf(ModelFolder::isNetwork);
		files.forEach((name, sha256) -> check(path.resolve(name), sha256));
		CalibrationFile calibration = read(path.resolve("calibration.yaml"), CalibrationFile.class);
		return new ModelFolder(path, description, calibration, readLabels(path.resolve("labels.tsv")));
	}

	/**
	 * Checks that the networks are those that {@code model.yaml} means.
	 * @throws InvalidModelException when one was changed; the message names it
	 */
	void checkNetworks() {
		networks().forEach((file) -> check(file,
				requireNonNull(this.description.files().get(String.valueOf(file.getFileName())))));
	}

	/**
	 * The network's files that are there, in the order in which they are to be tried. An
	 * image holds only the one for its processor.
	 * @return their paths
	 */
	public List<Path> networks() {
		return this.description.files()
			.keySet()
			.stream()
			.filter(ModelFolder::isNetwork)
			.map(this.path::resolve)
			.filter(Files::exists)
			.toList();
	}

	private static boolean isNetwork(String name) {
		return name.startsWith("packed.") || name.startsWith("plain.");
	}

	/**
	 * Reads a YAML file.
	 * @param <T> what it holds
	 * @param file where it is
	 * @param type what it holds
	 * @return what it holds
	 */
	public static <T> T read(Path file, Class<T> type) {
		try (InputStream in = Files.newInputStream(file)) {
			Map<String, Object> values = new Yaml().load(in);
			return MAPPER.convertValue(values, type);
		}
		catch (IOException ex) {
			throw new InvalidModelException("The model's file %s cannot be read.".formatted(file), ex);
		}
		catch (RuntimeException ex) {
			throw new InvalidModelException("The model's file %s is not what it should be: %s.".formatted(file,
					String.valueOf(ex.getMessage()).lines().findFirst().orElse("")), ex);
		}
	}

	private static void check(Path file, String expected) {
		String actual = sha256(file);
		if (!actual.equals(expected)) {
			throw new InvalidModelException(
					"The model's file %s was changed or is not whole: its sha256 is %s, and model.yaml says %s."
						.formatted(file, actual, expected));
		}
	}

	private static String sha256(Path file) {
		try (InputStream in = Files.newInputStream(file);
				DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
			digest.transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(digest.getMessageDigest().digest());
		}
		catch (IOException ex) {
			throw new InvalidModelException("The model's file %s cannot be read.".formatted(file), ex);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<ClassLabel> readLabels(Path file) {
		try {
			return Files.readAllLines(file)
				.stream()
				.map((line) -> line.split("\t", -1))
				.map(ModelFolder::label)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ClassLabel label(String[] columns) {
		@Nullable String group = columns[2].isEmpty() ? null : columns[2];
		return new ClassLabel(columns[1], group);
	}

}
