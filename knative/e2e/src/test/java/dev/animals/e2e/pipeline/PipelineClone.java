package dev.animals.e2e.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.animals.testing.Command;
import dev.animals.testing.EnvironmentVariables;

/**
 * A clone of this repository, in which gitlab-ci-local runs jobs of {@code gitlab-ci.yml}
 * without containers. The clone includes changes that are not committed yet.
 */
final class PipelineClone implements AutoCloseable {

	private static final Duration GIT = Duration.ofMinutes(1);

	/** The jobs run without containers, so no image is pulled. */
	private static final String TOOLS_IMAGE = "tools_image=registry.example.com/tools@sha256:" + "0".repeat(64);

	private static final String START = "start-of-tests";

	private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

	/** The variables of this process that would otherwise affect the jobs. */
	private static final List<String> REMOVED = List.of("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "COSIGN_KEY", "OVERLAY");

	private final Path folder = Files.createTempDirectory("pipeline");

	private final Path log;

	private final Map<String, String> environment = new TreeMap<>();

	/**
	 * Makes the clone.
	 * @param log the file that gets the output of all jobs
	 */
	PipelineClone(Path log) throws IOException {
		this.log = log;
		Files.createDirectories(log.getParent());
		Files.writeString(log, "");
		git(Path.of(""), "clone", "-q", ".", root().toString());
		// gitlab-ci-local derives GitLab's variables from the address of the remote and
		// its branch.
		git(root(), "remote", "set-url", "origin", "git@gitlab.example.com:team/animals.git");
		git(root(), "remote", "set-head", "origin", "--delete");
		git(root(), "checkout", "-q", "-B", "main");
		Path changes = this.folder.resolve("changes");
		git(Path.of(""), "diff", "HEAD", "--binary", "--output=" + changes);
		git(root(), "apply", "--allow-empty", changes.toString());
		commit("Add the changes that are not committed yet");
		git(root(), "tag", START);
	}

	/** Returns a folder for files beside the clone. */
	Path folder() {
		return this.folder;
	}

	/** Returns the root of the clone. */
	Path root() {
		return this.folder.resolve("clone");
	}

	/** Sets an environment variable for all jobs. */
	void set(String name, String value) {
		this.environment.put(name, value);
	}

	/** Appends text to a file of the clone. */
	void append(String file, String text) throws IOException {
		Files.writeString(root().resolve(file), text, StandardOpenOption.APPEND);
	}

	/** Replaces the first match of a regular expression in a file of the clone. */
	void replace(String file, String pattern, String replacement) throws IOException {
		Path path = root().resolve(file);
		Files.writeString(path, Files.readString(path).replaceFirst(pattern, replacement));
	}

	/** Commits all changes in the clone. */
	void commit(String subject) {
		git(root(), "add", "--all");
		git(root(), "-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "-qm", subject,
				"--allow-empty");
	}

	/** Undoes the changes and commits of a test. */
	void reset() {
		git(root(), "reset", "-q", "--hard", START);
		git(root(), "clean", "-fdq");
	}

	/**
	 * Runs gitlab-ci-local in the clone.
	 * @param limit the time limit
	 * @param arguments jobs and options
	 * @return its status and its output, without colours
	 */
	Command run(Duration limit, String... arguments) throws IOException {
		List<String> words = new ArrayList<>(List.of("env"));
		REMOVED.forEach((name) -> words.addAll(List.of("-u", name)));
		words.addAll(List.of("gitlab-ci-local", "--file", "gitlab-ci.yml", "--force-shell-executor", "--variable",
				"MVN=" + EnvironmentVariables.ofProcess().get("MVN", "mvn -B -ntp")));
		// A test may give another image.
		if (Arrays.stream(arguments).noneMatch((word) -> word.startsWith("tools_image="))) {
			words.addAll(List.of("--input", TOOLS_IMAGE));
		}
		words.addAll(Arrays.asList(arguments));
		Command command = Command.run(limit, this.environment, root(), words);
		Command plain = new Command(command.words(), command.status(), plain(command.output()),
				plain(command.errors()));
		Files.writeString(this.log, plain + "\n", StandardOpenOption.APPEND);
		return plain;
	}

	/** Appends a line to the log. */
	void note(String line) throws IOException {
		Files.writeString(this.log, line + "\n", StandardOpenOption.APPEND);
	}

	private static String plain(String text) {
		return COLOURS.matcher(text).replaceAll("");
	}

	private static void git(Path folder, String... arguments) {
		List<String> words = new ArrayList<>(List.of("git"));
		words.addAll(Arrays.asList(arguments));
		Command.run(GIT, Map.of(), folder, words).succeeded();
	}

	@Override
	public void close() {
		Command.run(GIT, Map.of(), List.of("rm", "-rf", this.folder.toString())).succeeded();
	}

}
