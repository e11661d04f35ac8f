package dev.animals.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * A container of the image. runc runs it in the same way as containerd on a cluster: with
 * the image's user, no capabilities, a read-only root, the file system in memory that
 * every container has ({@code /dev/shm}), a memory limit, and a network without a route
 * to anywhere.
 */
final class Container implements AutoCloseable {

	/** The memory limit of the Knative Service, in bytes. */
	static final long MEMORY_LIMIT = 1L << 30;

	private static final JsonMapper MAPPER = new JsonMapper();

	private final String id = "animals-" + UUID.randomUUID();

	private final Process runc;

	private final Path log;

	private Container(Path bundle) throws IOException {
		this.log = bundle.resolve(this.id + ".log");
		this.runc = new ProcessBuilder("runc", "run", "--bundle", bundle.toString(), this.id).redirectErrorStream(true)
			.redirectOutput(this.log.toFile())
			.start();
	}

	/**
	 * Finds out what this machine lacks to run containers.
	 * @param path the folders to search for programs, as in {@code PATH}
	 * @return a sentence that says what is missing, or an empty text
	 */
	static String missing(String path) {
		List<String> tools = Tools.missing(path, "runc", "nsenter", "unshare", "ip", "curl");
		if (!tools.isEmpty()) {
			return "Skipped: running the image as a container needs " + tools
					+ " (Debian packages runc, util-linux, iproute2, curl)";
		}
		return canCreateNamespaces() ? ""
				: "Skipped: running the image as a container needs root and permission to create namespaces";
	}

	private static boolean canCreateNamespaces() {
		try {
			return new ProcessBuilder("unshare", "--mount", "--net", "true").start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Starts a container.
	 * @param image the image
	 * @param environment more environment variables, as {@code NAME=value}
	 * @return the container, which may not be ready yet
	 * @throws IOException if runc cannot be started
	 */
	static Container start(ImageFile image, String... environment) throws IOException {
		JsonNode config = image.config();
		List<String> variables = new ArrayList<>(List.of(environment));
		config.at("/config/Env").forEach((variable) -> variables.add(variable.asString()));
		List<String> command = new ArrayList<>();
		config.at("/config/Entrypoint").forEach((argument) -> command.add(argument.asString()));
		String[] user = config.at("/config/User").asString().split(":", 2);
		Map<String, Object> process = Map.of("user",
				Map.of("uid", Integer.parseInt(user[0]), "gid", Integer.parseInt(user[1])), "args", command, "env",
				variables, "cwd", config.at("/config/WorkingDir").asString(), "noNewPrivileges", true, "capabilities",
				Map.of());
		Map<String, Object> linux = Map.of("namespaces",
				Stream.of("pid", "network", "ipc", "uts", "mount").map((type) -> Map.of("type", type)).toList(),
				"resources", Map.of("memory", Map.of("limit", MEMORY_LIMIT)));
		Map<String, Object> specification = Map.of("ociVersion", "1.0.2", "process", process, "root",
				Map.of("path", "rootfs", "readonly", true), "mounts",
				List.of(mount("/proc", "proc"), mount("/dev", "tmpfs", "mode=755", "size=64k"),
						mount("/dev/shm", "tmpfs", "mode=1777", "size=64m", "nosuid", "nodev", "noexec")),
				"linux", linux);
		Files.write(image.bundle().resolve("config.json"), MAPPER.writeValueAsBytes(specification));
		return new Container(image.bundle());
	}

	private static Map<String, Object> mount(String target, String type, String... options) {
		return Map.of("destination", target, "type", type, "source", type, "options", List.of(options));
	}

	Container awaitReady() {
		await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200)).until(() -> {
			if (!this.runc.isAlive()) {
				throw new IllegalStateException("The container has ended: " + log());
			}
			return curl("-o", "/dev/null", "-w", "%{http_code}", "http://127.0.0.1:8080/readyz").equals("200");
		});
		return this;
	}

	/**
	 * Returns the process id of the service on the host.
	 * @return the id
	 */
	long pid() throws IOException {
		return MAPPER.readTree(run("runc", "state", this.id)).get("pid").asLong();
	}

	/**
	 * Runs the host's curl in the container's network.
	 * @param arguments the arguments of curl
	 * @return the output of curl
	 */
	String curl(String... arguments) throws IOException {
		return inNetwork(Stream.concat(Stream.of("curl", "-s", "--max-time", "30"), Stream.of(arguments))
			.toArray(String[]::new));
	}

	/**
	 * Runs a program of the host in the container's network.
	 * @param command the program and its arguments
	 * @return the output of the program
	 */
	String inNetwork(String... command) throws IOException {
		return run(
				Stream.concat(Stream.of("nsenter", "--target", Long.toString(pid()), "--net", "--"), Stream.of(command))
					.toArray(String[]::new));
	}

	private static String run(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.onExit().join();
		return output;
	}

	/**
	 * Asks the service to end, as Kubernetes does, and waits.
	 * @return the exit status
	 */
	int terminate() throws IOException, InterruptedException {
		run("runc", "kill", this.id, "TERM");
		return awaitExit();
	}

	int awaitExit() throws InterruptedException {
		if (!this.runc.waitFor(60, TimeUnit.SECONDS)) {
			throw new AssertionError("The container is still running after 60 s.");
		}
		return this.runc.exitValue();
	}

	String log() throws IOException {
		return Files.readString(this.log);
	}

	@Override
	public void close() throws IOException {
		run("runc", "delete", "--force", this.id);
		this.runc.onExit().join();
	}

}
