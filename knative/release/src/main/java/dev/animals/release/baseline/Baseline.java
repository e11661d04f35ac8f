package dev.animals.release.baseline;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.prometheus.ExpectedAccuracy;

/**
 * The reference with which the drift of a service is measured: what one revision has
 * counted in a period.
 *
 * @param model name, version and precision of the model, as in the label {@code model}
 * @param revision the revision that counted
 * @param from the time of the first photo
 * @param to the end of the period
 * @param photos the number of photos
 * @param accuracy the expected accuracy of the answers that name the model's subject
 * @param by who froze it
 * @param replaces the name of the baseline that was in use before; empty if there was
 * none
 * @param distributions the distributions by their names
 */
public record Baseline(String model, String revision, Instant from, Instant to, long photos, ExpectedAccuracy accuracy,
		String by, String replaces, NavigableMap<String, Reference> distributions) {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
				DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
				DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.build();

	/** Copies the distributions. */
	public Baseline {
		distributions = Collections.unmodifiableNavigableMap(new TreeMap<>(distributions));
		if (distributions.isEmpty()) {
			throw new IllegalArgumentException("A baseline has distributions.");
		}
	}

	/**
	 * Reads a document.
	 * @throws IllegalArgumentException if it is no baseline
	 */
	public static Baseline read(String document) {
		try {
			Object values = new Yaml(new SafeConstructor(new LoaderOptions())).load(document);
			if (!(values instanceof Map<?, ?>)) {
				throw new IllegalArgumentException("The document is no baseline: it has no fields.");
			}
			return MAPPER.convertValue(values, Baseline.class);
		}
		catch (YAMLException | JacksonException ex) {
			throw new IllegalArgumentException("The document is no baseline: " + firstLine(ex), ex);
		}
	}

	private static String firstLine(Exception failure) {
		return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
	}

	/** Returns the document in YAML. */
	public String document() {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		// A list or map that occurs twice would otherwise become an alias.
		options.setDereferenceAliases(true);
		return new Yaml(new Representer(options), options)
			.dump(MAPPER.convertValue(this, new TypeReference<Map<String, Object>>() {
			}));
	}

}
