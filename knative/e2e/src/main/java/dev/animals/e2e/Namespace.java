package dev.animals.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.animals.testing.Command;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A namespace for one test class, in which commands can be run. It is deleted after the
 * class.
 */
public class Namespace implements BeforeAllCallback, AfterAllCallback {

	/**
	 * The time limit of a command, enough to pull images, to deploy a revision that never
	 * starts, or to delete a namespace.
	 */
	private static final Duration LIMIT = Duration.ofMinutes(5);

	private final String name;

	private Map<String, String> variables = Map.of();

	/** Names the namespace {@code animals-e2e-NAME}. */
	public Namespace(String name) {
		this.name = "animals-e2e-" + name;
	}

	@Override
	public final void beforeAll(ExtensionContext context) throws IOException {
		create();
	}

	@Override
	public final void afterAll(ExtensionContext context) {
		delete();
	}

	/** Deletes the namespace if an aborted run left it. The tested commands create it. */
	public void create() throws IOException {
		kubectl("delete", "namespace", this.name, "--ignore-not-found");
	}

	/** Deletes the namespace without waiting until it is gone. */
	public void delete() {
		as(Map.of());
		kubectl("delete", "namespace", this.name, "--ignore-not-found", "--wait=false");
	}

	/** Returns the namespace's name. */
	public String namespace() {
		return this.name;
	}

	/**
	 * Sets environment variables for the commands that follow, for instance another
	 * {@code KUBECONFIG}.
	 */
	public void as(Map<String, String> variables) {
		this.variables = variables;
	}

	/**
	 * Runs a {@code make} target for this namespace. The caller checks whether the
	 * command succeeded.
	 */
	public Command make(String target, String... arguments) {
		List<String> words = new ArrayList<>(List.of("make", "--no-print-directory", target));
		words.addAll(List.of("NAMESPACE=" + this.name, "INGRESS=" + Settings.INGRESS.getAuthority()));
		words.addAll(List.of(arguments));
		return Command.run(LIMIT, this.variables, words);
	}

	/** Runs {@code kubectl} and returns its output without the last end of line. */
	public String kubectl(String... arguments) {
		return Command.run(LIMIT, this.variables, words("kubectl", arguments)).succeeded().output().stripTrailing();
	}

	/** Runs {@code kn}, which people may use instead of {@code make}. */
	public String kn(String... arguments) {
		return Command.run(LIMIT, this.variables, words("kn", arguments)).succeeded().output();
	}

	/** Returns whether the current identity may use a verb on a resource. */
	public boolean can(String verb, String resource) {
		return canAs(verb, resource);
	}

	/** Returns whether a service account may use a verb on a resource. */
	public boolean can(String verb, String resource, String account) {
		return canAs(verb, resource, "--as", "system:serviceaccount:" + account);
	}

	private boolean canAs(String verb, String resource, String... identity) {
		List<String> words = words("kubectl", "auth", "can-i", verb, resource);
		words.addAll(List.of(identity));
		return Command.run(LIMIT, this.variables, words).status() == 0;
	}

	private List<String> words(String program, String... arguments) {
		// The namespace comes first, so that a namespace among the arguments overrides
		// it.
		List<String> words = new ArrayList<>(List.of(program, "--namespace", this.name));
		words.addAll(Arrays.asList(arguments));
		return words;
	}

}
