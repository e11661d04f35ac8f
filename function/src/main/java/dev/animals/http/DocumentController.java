package dev.animals.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
import dev.animals.classification.Subject;
import dev.animals.classification.Verdict;
import dev.animals.model.ModelDescription;
import dev.animals.model.ModelFolder;
import dev.animals.model.Reference;

/**
 * Serves documents: the OpenAPI contract and the model card.
 */
@RestController
class DocumentController {

	/**
	 * The verdicts in the contract, which are replaced by those of the model's subject.
	 */
	private static final String VERDICTS = "[animal, not_animal, unknown]";

	private final byte[] contract;

	private final ResponseEntity<byte[]> card;

	DocumentController(ModelFolder folder, Responses responses) {
		ModelDescription description = folder.description();
		this.contract = contract(description.subject());
		this.card = responses.json(new Card(description.name(), description.version(), folder.precision().toString(),
				description.architecture(), description.subject().name(), description.input(), description.licence(),
				description.source(), folder.calibration().calibration(), folder.calibration().reference(),
				folder.labels().stream().map(Label::of).toList()));
	}

	private static byte[] contract(Subject subject) {
		String verdicts = Stream.of(Verdict.values()).map((verdict) -> verdict.of(subject)).toList().toString();
		try {
			return new ClassPathResource("openapi.yaml").getContentAsString(StandardCharsets.UTF_8)
				.replace(VERDICTS, verdicts)
				.getBytes(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Serves browsers the contract as plain text, because they would download YAML
	 * instead of showing it.
	 */
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

	private record Card(String name, String version, String precision, String architecture, String subject,
			ModelDescription.Input input, String licence, Map<String, String> source, Calibration calibration,
			Reference reference, List<Label> labels) {
	}

	private record Label(String label, String name, @Nullable String group) {

		static Label of(ClassLabel label) {
			return new Label(label.label(), label.name(), label.group());
		}

	}

}
