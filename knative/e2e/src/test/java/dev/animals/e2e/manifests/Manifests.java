package dev.animals.e2e.manifests;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.testing.Command;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/**
 * Reads rendered manifests, and asks the API server whether it would accept them.
 */
final class Manifests {

	private Manifests() {
	}

	/** Returns the objects of a YAML stream. */
	static List<JsonNode> parse(String yaml) {
		return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
			.<JsonNode>map(Answers.MAPPER::valueToTree)
			.toList();
	}

	/**
	 * Applies objects without storing them. The API server writes warnings, for instance
	 * about pods that Pod Security would reject, to the errors of the command.
	 */
	static Command dryRun(Environment environment, List<JsonNode> objects) throws IOException {
		environment.write("rendered.json",
				Answers.MAPPER.writeValueAsString(Map.of("apiVersion", "v1", "kind", "List", "items", objects)));
		return Command.run(Duration.ofMinutes(1), Map.of(),
				List.of("kubectl", "apply", "--namespace", environment.namespace(), "--server-side", "--dry-run=server",
						"--validate=strict", "-f", environment.folder().resolve("rendered.json").toString()))
			.succeeded();
	}

}
