package dev.animals.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the JDK's ahead-of-time cache (JEP 483, 514 and 515): the service runs from the
 * image's own files, answers requests of every kind, and writes down the classes that it
 * loaded and linked.
 */
final class AotTraining {

	private static final int PORT = 18480;

	/** Enough for the code that requests run to be known as such. */
	private static final int ROUNDS = 40;

	private final Path root;

	private final Path photos;

	private final JsonMapper mapper = new JsonMapper();

	AotTraining(Path root, Path photos) {
		this.root = root;
		this.photos = photos;
	}

	/**
	 * Writes the cache, or takes the one of the last build when nothing under it changed:
	 * no two trainings give the same bytes.
	 * @param cache the file
	 * @return whether there is one
	 * @throws IOException if a file cannot be read or written
	 * @throws InterruptedException never
	 */
	boolean train(Path cache) throws IOException, InterruptedException {
		Path kept = this.root.resolveSibling("aot-" + digest() + ".aot");
		Files.createDirectories(cache.resolveSibling("."));
		if (!Files.exists(kept) && !record(kept)) {
			System.out.println(
					"The image is built without an ahead-of-time cache, because the training run failed (see above): it starts slower.");
			return false;
		}
		try (Stream<Path> files = Files.list(kept.resolveSibling("."))) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".aot")).toList()) {
				if (!file.getFileName().equals(kept.getFileName())) {
					Files.delete(file);
				}
			}
		}
		Files.copy(kept, cache);
		return true;
	}

	private boolean record(Path cache) throws IOException, InterruptedException {
		Path log = this.root.resolveSibling("training.log");
		RunningService service = RunningService.start(command(this.root, "-XX:AOTCacheOutput=" + cache), PORT, log);
		try (service) {
			service.awaitReady();
			exercise(service);
		}
		catch (RuntimeException | IOException ex) {
			System.out.println("Training: " + ex + "; the service's output is in " + log);
			return false;
		}
		if (!Files.exists(cache)) {
			System.out.println("Training: the virtual machine wrote no cache; its output is in " + log);
			return false;
		}
		return true;
	}

	/**
	 * The image's own command, for a root that is a folder.
	 * @param root the image's files
	 * @param flags further flags
	 * @return the command
	 * @throws IOException if the folder cannot be read
	 */
	static ProcessBuilder command(Path root, String... flags) throws IOException {
		List<String> command = new ArrayList<>(List.of(root.resolve("opt/java/bin/java").toString(),
				"@" + root.resolve("app/classes/java.args"), "-DDJL_CACHE_DIR=" + root.resolve("opt/native/djl"),
				"-Djna.boot.library.path=" + root.resolve("opt/native/jna"),
				"-Danimals.turbojpeg.library=" + root.resolve("opt/native/libturbojpeg.so"),
				"-Danimals.libtorch.library=" + NativeLibraries.libtorch(root),
				"-Danimals.model.directory=" + root.resolve("app/model"), "-XX:MaxRAM=1g"));
		command.addAll(List.of(flags));
		command.addAll(List.of("-cp", Assemble.classPath(root, root + "/"), "dev.animals.AnimalsApplication"));
		return new ProcessBuilder(command);
	}

	/** Requests of every kind, answered and refused. */
	private void exercise(RunningService service) throws IOException, InterruptedException {
		byte[] koala = Files.readAllBytes(this.photos.resolve("koala.jpg"));
		for (int i = 0; i < ROUNDS; i++) {
			String prediction = this.mapper
				.readTree(service.post("/classify", koala, "Content-Type", "image/jpeg").body())
				.get("prediction")
				.asString();
			service.post("/", event(koala), "application/cloudevents+json");
			service.post("/", "[" + event(koala) + "]", "application/cloudevents-batch+json");
			service.post("/", koala, "Content-Type", "image/jpeg", "ce-specversion", "1.0", "ce-id", "1", "ce-source",
					"/training", "ce-type", "photo");
			service.post("/classify?top=3", form(koala), "Content-Type", "multipart/form-data; boundary=training");
			service.post("/feedback",
					this.mapper.writeValueAsString(Map.of("prediction", prediction, "label", "koala")),
					"application/json");
			service.manage("/actuator/prometheus");
			service.get("/readyz");
		}
		try (Stream<Path> files = Files.list(this.photos)) {
			for (Path file : files.filter((file) -> file.toString().matches(".*\\.(jpg|png|webp)")).sorted().toList()) {
				service.post("/classify", Files.readAllBytes(file));
			}
		}
		for (String path : List.of("/", "/model", "/openapi.yaml", "/livez", "/nowhere")) {
			service.get(path);
		}
		service.manage("/actuator/health");
		service.post("/classify", "no picture", "image/jpeg");
		service.post("/classify", "no picture", "text/plain");
		service.post("/classify", "", "image/jpeg");
		service.post("/feedback", "{}", "application/json");
	}

	private String event(byte[] data) {
		return this.mapper.writeValueAsString(Map.of("specversion", "1.0", "id", "1", "source", "/training", "type",
				"photo", "datacontenttype", "image/jpeg", "data_base64", Base64.getEncoder().encodeToString(data)));
	}

	private static byte[] form(byte[] image) {
		byte[] head = "--training\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
			.getBytes(StandardCharsets.US_ASCII);
		byte[] end = "\r\n--training--\r\n".getBytes(StandardCharsets.US_ASCII);
		byte[] form = new byte[head.length + image.length + end.length];
		System.arraycopy(head, 0, form, 0, head.length);
		System.arraycopy(image, 0, form, head.length, image.length);
		System.arraycopy(end, 0, form, head.length + image.length, end.length);
		return form;
	}

	/** Of all files that the cache depends on, and where they are. */
	private String digest() throws IOException {
		StringBuilder all = new StringBuilder();
		for (Path file : Trees.files(this.root)) {
			all.append(file).append(Sha256.of(file));
		}
		return Sha256.of(all.toString()).substring(0, 16);
	}

}
