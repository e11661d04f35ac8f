package dev.animals.http;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.rejection.Problem;

/**
 * Answers the requests of the Open Inference Protocol v2, and of KServe's protocol v1,
 * for metadata and health of the service and its model.
 */
@RestController
class ServedModelController {

	/** The version of the contract, as in {@code openapi.yaml}. */
	private static final Server SERVER = new Server(ServedModel.NAME, "1.0.0",
			List.of("binary_tensor_data", "classification"));

	private final ServedModel model;

	private final ApplicationAvailability availability;

	private final Responses responses;

	ServedModelController(ServedModel model, ApplicationAvailability availability, Responses responses) {
		this.model = model;
		this.availability = availability;
		this.responses = responses;
	}

	@GetMapping("/v2")
	ResponseEntity<byte[]> server() {
		return this.responses.json(SERVER);
	}

	@GetMapping("/v2/health/live")
	ResponseEntity<byte[]> live() {
		boolean live = this.availability.getLivenessState() == LivenessState.CORRECT;
		return live ? this.responses.json(new Live(true)) : unavailable("The service is broken.");
	}

	/**
	 * The specification calls the member {@code live}, but clients read {@code ready}.
	 */
	@GetMapping("/v2/health/ready")
	ResponseEntity<byte[]> ready() {
		return isReady() ? this.responses.json(new Ready(true, true)) : notReady();
	}

	@GetMapping({ "/v1/models", "/v2/models" })
	ResponseEntity<byte[]> models() {
		return this.responses.json(new Models(List.of(ServedModel.NAME)));
	}

	@GetMapping({ "/v2/models/{name}", "/v2/models/{name}/versions/{version}" })
	ResponseEntity<byte[]> model(@PathVariable String name, @PathVariable(required = false) @Nullable String version) {
		this.model.require(name, version);
		return this.responses.json(this.model.metadata(name));
	}

	@GetMapping({ "/v1/models/{name}", "/v2/models/{name}/ready", "/v2/models/{name}/versions/{version}/ready" })
	ResponseEntity<byte[]> modelReady(@PathVariable String name,
			@PathVariable(required = false) @Nullable String version) {
		this.model.require(name, version);
		return isReady() ? this.responses.json(new ModelReady(name, true)) : notReady();
	}

	/** Triton's index of models. The only model is always loaded. */
	@PostMapping("/v2/repository/index")
	ResponseEntity<byte[]> index() {
		String state = isReady() ? "READY" : "UNAVAILABLE";
		return this.responses.json(List.of(new IndexEntry(ServedModel.NAME, this.model.version(), state, "")));
	}

	private boolean isReady() {
		return this.availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
	}

	private ResponseEntity<byte[]> notReady() {
		return unavailable("The model is not ready yet, or the service is shutting down. Try again.");
	}

	private ResponseEntity<byte[]> unavailable(String detail) {
		return this.responses.problem(Problem.of(503, "Service Unavailable", detail), "/v2");
	}

	private record Server(String name, String version, List<String> extensions) {
	}

	private record Live(boolean live) {
	}

	private record Ready(boolean live, boolean ready) {
	}

	private record Models(List<String> models) {
	}

	private record ModelReady(String name, boolean ready) {
	}

	private record IndexEntry(String name, String version, String state, String reason) {
	}

}
