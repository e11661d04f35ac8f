package dev.animals.model;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which network runs, and how much of the machine it takes.
 *
 * @param directory the folder with {@code model.yaml} and the files that it names
 * @param predictors how many predictions run at once, each on one thread; 0 for as many
 * as there are processors
 * @param precision which numbers the packed network computes with
 */
@ConfigurationProperties("animals.model")
public record ModelSettings(@DefaultValue("model/lite0") Path directory, @DefaultValue("0") int predictors,
		@DefaultValue("auto") Precision precision) {

	public ModelSettings {
		if (predictors < 0) {
			throw new IllegalArgumentException("animals.model.predictors must be 0 or more, not " + predictors);
		}
		predictors = (predictors == 0) ? Runtime.getRuntime().availableProcessors() : predictors;
	}

}
