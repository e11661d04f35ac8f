package dev.animals.release.rollout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads {@code rollout.yaml}. Files of older versions still work: settings that were
 * added later may be missing, and {@code judge} may have its former name {@code gate}.
 */
final class SettingsReader {

	private static final Map<String, Object> BAKE = Map.of("duration", "10m", "recent", "1m", "budget", 0.001,
			"burnRate", 14.4, "errors", 5);

	private static final Map<String, Object> JUDGE = Map.of("rejections", 0.05, "tail",
			Map.of("tolerated", 0.01, "unacceptable", 0.04), "groups",
			Map.of("relative", 0.5, "falls", 0.02, "rises", 0.05), "slices",
			Map.of("failed", 0.02, "rejected", 0.1, "nothingSeen", 0.2), "dearer", 3, "atMost",
			Map.of("errors", 0.02, "p95", "2s"));

	private SettingsReader() {
	}

	static Settings read(Path file) {
		try (InputStream in = Files.newInputStream(file)) {
			Map<String, Object> values = new LinkedHashMap<>(new Yaml().<Map<String, Object>>load(in));
			if (values.containsKey("gate")) {
				values.put("judge", values.remove("gate"));
			}
			values.putIfAbsent("bake", BAKE);
			values.putIfAbsent("hold", 5);
			if (values.get("judge") instanceof Map<?, ?> judge) {
				Map<Object, Object> complete = new LinkedHashMap<>(JUDGE);
				complete.putAll(judge);
				values.put("judge", complete);
			}
			return JsonMapper.builder()
				.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
						DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
						DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
				.addModule(new SimpleModule().addDeserializer(Duration.class, new ShortDuration()))
				.build()
				.convertValue(values, Settings.class);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("The settings %s cannot be read.".formatted(file), ex);
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException("The settings %s are invalid: %s".formatted(file,
					String.valueOf(ex.getMessage()).lines().findFirst().orElse("")), ex);
		}
	}

	/** Reads durations such as {@code 30s}, {@code 5m} and {@code 250ms}. */
	private static final class ShortDuration extends ValueDeserializer<Duration> {

		@Override
		public Duration deserialize(JsonParser parser, DeserializationContext context) throws JacksonException {
			String text = parser.getString();
			if (!text.matches("\\d{1,9}(ms|s|m|h)")) {
				return (Duration) context.handleWeirdStringValue(Duration.class, text,
						"is no duration like 250ms, 30s or 5m");
			}
			long number = Long.parseLong(text.replaceAll("\\D", ""));
			return switch (text.replaceAll("\\d", "")) {
				case "ms" -> Duration.ofMillis(number);
				case "s" -> Duration.ofSeconds(number);
				case "m" -> Duration.ofMinutes(number);
				default -> Duration.ofHours(number);
			};
		}

	}

}
