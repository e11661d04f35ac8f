package dev.animals.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.classification.ClassLabel;

import static java.util.Objects.requireNonNull;

/**
 * The folder of a model. Every file that {@code model.yaml} lists has the digest that is
 * stated there.
 *
 * @param path the path of the folder
 * @param description the contents of {@code model.yaml}
 * @param precision the precision that the network computes with
 * @param calibration the calibration for this precision
 * @param labels the classes in the order of the logits
 */
public record ModelFolder(Path path, ModelDescription description, Precision precision, CalibrationFile calibration,
		List<ClassLabel> labels) {

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * Reads and checks a folder for a network that computes in float32.
	 * @param path the path of the folder
	 * @return the checked folder
	 * @throws InvalidModelException if a file is missing or differs from the digest in
	 * {@code model.yaml}; the message names the file
	 */
	public static ModelFolder open(Path path) {
		return open(path, PrecisionSetting.FLOAT32);
	}

	/**
	 * Reads and checks a folder.
	 * @param path the path of the folder
	 * @param setting the precision to compute with
	 * @return the checked folder
	 * @throws InvalidModelException if a file is missing or differs from the digest in
	 * {@code model.yaml}, or if this machine cannot compute in the precision
	 */
	public static ModelFolder open(Path path, PrecisionSetting setting) {
		ModelFolder folder = openUncheckedNetworks(path, setting);
		folder.checkNetworks();
		return folder;
	}

	/**
	 * Reads and checks a folder except for its networks, whose check takes most of the
	 * time.
	 * @param path the path of the folder
	 * @param setting the precision to compute with
	 * @return the folder; call {@link #checkNetworks()} before using its networks
	 * @throws InvalidModelException as for {@link #open(Path, PrecisionSetting)}
	 */
	static ModelFolder openUncheckedNetworks(Path path, PrecisionSetting setting) {
		ModelDescription description = read(path.resolve("model.yaml"), ModelDescription.class);
		Map<String, String> files = new TreeMap<>(description.files());
		files.putIfAbsent("labels.tsv", "no digest");
		files.keySet().removeIf(ModelFolder::isNetwork);
		files.forEach((name, sha256) -> check(path.resolve(name), sha256));
		Precision precision = setting.choose(path, description, Precision.flagsOfThisMachine());
		CalibrationFile calibration = read(path.resolve(precision.calibrationFile()), CalibrationFile.class);
		return new ModelFolder(path, description, precision, calibration,
				LabelsFile.read(path.resolve("labels.tsv"), description.subject()));
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
	 * Returns the identity of the model in metrics, tokens and drift references.
	 * @return the name, the version and the precision, as in {@code lite0-1.2.0-int8}
	 */
	public String versionedName() {
		return this.description.versionedName(this.precision);
	}

	/**
	 * Returns the files of the network that exist, in the order in which to try them. A
	 * container image contains only the one for its processor.
	 * @return the paths of the files
	 */
	public List<Path> networks() {
		return networks(this.path, this.description, this.precision).toList();
	}

	/** Leaves out the plain network unless the precision is float32, its only one. */
	static Stream<Path> networks(Path folder, ModelDescription description, Precision precision) {
		return description.files()
			.keySet()
			.stream()
			.filter(ModelFolder::isNetwork)
			.filter((name) -> precision == Precision.FLOAT32 || !name.startsWith("plain."))
			.map(folder::resolve)
			.filter(Files::exists);
	}

	private static boolean isNetwork(String name) {
		return name.endsWith(".pt") || name.endsWith(".onnx");
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

	/**
	 * Computes the digest that {@code model.yaml} states for a file.
	 * @param file the path of the file
	 * @return the SHA-256 digest in hexadecimal
	 * @throws InvalidModelException if the file cannot be read
	 */
	public static String sha256(Path file) {
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

}
