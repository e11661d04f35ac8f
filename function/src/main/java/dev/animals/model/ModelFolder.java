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
 * The folder of a model. Every file in it has the digest that {@code model.yaml} states.
 *
 * @param path the path of the folder
 * @param description the contents of {@code model.yaml}
 * @param calibration the contents of {@code calibration.yaml}
 * @param labels the classes in the order of the logits
 */
public record ModelFolder(Path path, ModelDescription description, CalibrationFile calibration,
		List<ClassLabel> labels) {

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * Reads and checks a folder.
	 * @param path the path of the folder
	 * @return the checked folder
	 * @throws InvalidModelException if a file is missing or differs from the digest in
	 * {@code model.yaml}; the message names the file
	 */
	public static ModelFolder open(Path path) {
		ModelFolder folder = openUncheckedNetworks(path);
		folder.checkNetworks();
		return folder;
	}

	/**
	 * Reads and checks a folder except for its networks, which take most of the time.
	 * @param path the path of the folder
	 * @return the folder; call {@link #checkNetworks()} before using its networks
	 * @throws InvalidModelException if a file is missing or differs from the digest in
	 * {@code model.yaml}; the message names the file
	 */
	static ModelFolder openUncheckedNetworks(Path path) {
		ModelDescription description = read(path.resolve("model.yaml"), ModelDescription.class);
		Map<String, String> files = new TreeMap<>(description.files());
		files.putIfAbsent("labels.tsv", "no digest");
		files.keySet().removeIf(ModelFolder::isNetwork);
		files.forEach((name, sha256) -> check(path.resolve(name), sha256));
		CalibrationFile calibration = read(path.resolve("calibration.yaml"), CalibrationFile.class);
		return new ModelFolder(path, description, calibration, readLabels(path.resolve("labels.tsv")));
	}

	/**
	 * Checks the digests of the networks.
	 * @throws InvalidModelException if a network differs from the digest in
	 * {@code model.yaml}; the message names the file
	 */
	void checkNetworks() {
		networks().forEach((file) -> check(file,
				requireNonNull(this.description.files().get(String.valueOf(file.getFileName())))));
	}

	/**
	 * Returns the files of the network that exist, in the order in which to try them. A
	 * container image contains only the one for its processor.
	 * @return the paths of the files
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
	 * @param <T> the type of its contents
	 * @param file the path of the file
	 * @param type the type of its contents
	 * @return the contents
	 * @throws InvalidModelException if the file is missing or malformed
	 */
	public static <T> T read(Path file, Class<T> type) {
		try (InputStream in = Files.newInputStream(file)) {
			Map<String, Object> values = new Yaml().load(in);
			return MAPPER.convertValue(values, type);
		}
		catch (IOException ex) {
			throw new InvalidModelException("Cannot read the file %s of the model.".formatted(file), ex);
		}
		catch (RuntimeException ex) {
			throw new InvalidModelException("The file %s of the model is malformed: %s.".formatted(file,
					String.valueOf(ex.getMessage()).lines().findFirst().orElse("")), ex);
		}
	}

	private static void check(Path file, String expected) {
		String actual = sha256(file);
		if (!actual.equals(expected)) {
			throw new InvalidModelException(("The file %s of the model was changed or is incomplete: "
					+ "its SHA-256 digest is %s, but model.yaml states %s.")
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
			throw new InvalidModelException("Cannot read the file %s of the model.".formatted(file), ex);
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
