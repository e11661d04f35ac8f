package dev.animals.folder;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.animals.AnimalsApplication;
import dev.animals.event.Answer.ModelVersion;
import dev.animals.event.AnswerOptions;
import dev.animals.event.ClassifyImage;
import dev.animals.event.Mode;
import dev.animals.http.HttpSettings;
import dev.animals.model.ModelFolder;
import dev.animals.model.ModelSettings;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * The service without its HTTP interface. It has the same settings, from the same
 * environment variables.
 */
final class OfflineClassifier implements AutoCloseable {

	private static final URI SOURCE = URI.create("/animals/folder");

	private final ConfigurableApplicationContext service;

	private final ClassifyImage function;

	private final long largest;

	private OfflineClassifier(ConfigurableApplicationContext service) {
		this.service = service;
		this.function = service.getBean(ClassifyImage.class);
		this.largest = service.getBean(HttpSettings.class).body().toBytes();
	}

	/**
	 * Starts the service.
	 * @param model the folder of the model
	 * @return the classifier; the model is warmed up
	 */
	static OfflineClassifier start(Path model) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(AnimalsApplication.class)
			.web(WebApplicationType.NONE)
			// If the process is interrupted, the model must not be closed during a
			// prediction.
			.registerShutdownHook(false);
		return new OfflineClassifier(application.run("--animals.model.directory=" + model));
	}

	/** Returns how many photos can be classified at the same time. */
	int predictors() {
		return this.service.getBean(ModelSettings.class).predictors();
	}

	/** Returns the model's name, version and precision, as answers contain them. */
	ModelVersion model() {
		return ModelVersion.of(this.service.getBean(ModelFolder.class));
	}

	/** Returns the mapper that writes the answers of the service. */
	JsonMapper mapper() {
		return this.service.getBean(JsonMapper.class);
	}

	/**
	 * Classifies a photo, on the thread of the caller, which must be a platform thread.
	 * @param path the path to put on the line
	 * @param file the photo
	 * @return the line, which has either the answer or the reason why the photo is
	 * rejected
	 */
	Line classify(String path, Path file) {
		try {
			return Line.answered(path, this.function.classify(event(file), AnswerOptions.DEFAULT, Mode.FUNCTION));
		}
		catch (RejectedException ex) {
			return Line.rejected(path, ex);
		}
		catch (IOException ex) {
			return Line.unreadable(path, "The file cannot be read: " + ex);
		}
	}

	private CloudEvent event(Path file) throws IOException {
		if (Files.size(file) > this.largest) {
			throw new RejectedException(Reason.TOO_LARGE,
					"The file is larger than the limit of %d bytes.".formatted(this.largest));
		}
		return CloudEventBuilder.v1()
			.withId(UUID.randomUUID().toString())
			.withSource(SOURCE)
			.withType("dev.animals.image.sent.v1")
			.withData(Files.readAllBytes(file))
			.build();
	}

	@Override
	public void close() {
		this.service.close();
	}

}
