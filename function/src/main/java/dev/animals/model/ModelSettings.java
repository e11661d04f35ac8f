package dev.animals.model;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Selects the model and the processors that it uses.
 *
 * @param directory the folder of the model, with {@code model.yaml} and the files that it
 * names
 * @param predictors how many predictions run at the same time, each on one thread; 0
 * means the number of processors
 * @param precision the precision that the network should compute with
 */
@ConfigurationProperties("animals.model")
public record ModelSettings(@DefaultValue("model/lite0") String directory, @DefaultValue("0") int predictors,
		@DefaultValue("auto") PrecisionSetting precision) {

	public ModelSettings {
		if (predictors < 0) {
			throw new IllegalArgumentException("animals.model.predictors must be 0 or more, but it is " + predictors);
		}
		predictors = (predictors == 0) ? Runtime.getRuntime().availableProcessors() : predictors;
	}

	/**
	 * Returns the folder of the model. Spring would look for a relative path among the
	 * files of the web server first, which fails for a path that begins with {@code ..}.
	 */
	public Path folder() {
		return Path.of(this.directory);
	}

}
