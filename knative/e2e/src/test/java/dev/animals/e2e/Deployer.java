package dev.animals.e2e;

import java.io.IOException;
import java.util.Map;

/** The account with the rights of the component deployer. */
public final class Deployer {

	private Deployer() {
	}

	/**
	 * Creates an environment's account as an administrator does, and writes a kubeconfig
	 * for it.
	 * @param environment the environment, in whose folder the file is written
	 * @return the file's absolute path
	 */
	public static String kubeconfig(Environment environment) throws IOException {
		environment.configure("""
				components:
				- ../../../../components/deployer
				""");
		environment.kubectl("apply", "--server-side", "-k", environment.folder().toString(), "--selector",
				"animals.dev/applied-by=administrator");
		String file = environment.folder().resolve("kubeconfig").toAbsolutePath().toString();
		environment.write("kubeconfig", environment.kubectl("config", "view", "--raw", "--minify", "--flatten"));
		String token = environment.kubectl("create", "token", "deployer");
		environment.as(Map.of("KUBECONFIG", file));
		environment.kubectl("config", "set-credentials", "deployer", "--token", token);
		environment.kubectl("config", "set-context", "--current", "--user", "deployer");
		environment.as(Map.of());
		return file;
	}

}
