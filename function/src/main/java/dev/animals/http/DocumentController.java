package dev.animals.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.classification.Calibration;
import dev.animals.classification.ClassLabel;
import dev.animals.model.ModelDescription;
import dev.animals.model.ModelFolder;
import dev.animals.model.Reference;

/**
 * Serves documents: the OpenAPI contract and the model card.
 */
@RestController
class DocumentController {

	private final byte[] contract = read();

	private final ResponseEntity<byte[]> card;

	DocumentController(ModelFolder folder, Responses responses) {
		ModelDescription description = folder.description();
		this.card = responses.json(new Card(description.name(), description.version(), description.architecture(),
				description.input(), description.licence(), description.source(), folder.calibration().calibration(),
				folder.calibration().reference(), folder.labels().stream().map(Label::of).toList()));
	}

	private static byte[] read() {
		try {
			return new ClassPathResource("openapi.yaml").getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@GetMapping("/openapi.yaml")
	ResponseEntity<byte[]> contract() {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(this.contract);
	}

	@GetMapping("/model")
	ResponseEntity<byte[]> model() {
		return this.card;
	}

	private record Card(String name, String version, String architecture, ModelDescription.Input input, String licence,
			Map<String, String> source, Calibration calibration, Reference reference, List<Label> labels) {
	}

	private record Label(String label, String name, @Nullable String group) {

		static Label of(ClassLabel label) {
			return new Label(label.label(), label.name(), label.group());
		}

	}

}
