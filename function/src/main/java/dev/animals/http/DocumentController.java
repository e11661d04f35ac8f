package dev.animals.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
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

	/** Browsers show plain text and would download YAML. */
	@GetMapping("/openapi.yaml")
	ResponseEntity<byte[]> contract(@RequestHeader(value = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
		MediaType type = accept.contains(MediaType.TEXT_HTML_VALUE)
				? new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8) : MediaType.APPLICATION_YAML;
		return ResponseEntity.ok().contentType(type).header(HttpHeaders.VARY, HttpHeaders.ACCEPT).body(this.contract);
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
