package dev.animals.contract;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.animals.http.Service;
import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI contract that the service serves. It sends requests to the service and
 * checks that the answers agree with the contract.
 */
final class Contract {

	static final String PROBLEM = "urn:animals:problem:";

	private static final byte[] NO_BODY = new byte[0];

	final Service service;

	final String text;

	final SwaggerParseResult parsed;

	private final OpenApiInteractionValidator validator;

	Contract(int port) {
		this.service = new Service(port);
		this.text = new String(this.service.get("/openapi.yaml").body(), StandardCharsets.UTF_8);
		ParseOptions options = new ParseOptions();
		options.setResolveFully(true);
		this.parsed = new OpenAPIV3Parser().readContents(this.text, null, options);
		this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(this.text).build();
	}

	OpenAPI openApi() {
		return this.parsed.getOpenAPI();
	}

	Exchange get(String path) {
		return Exchange.of(NO_BODY, this.service.get(path));
	}

	Exchange delete(String path) {
		return Exchange.of(NO_BODY, this.service.send(this.service.request(path).DELETE()));
	}

	Exchange post(String path, String type, String body) {
		return post(path, type, body.getBytes(StandardCharsets.UTF_8));
	}

	Exchange post(String path, String type, byte[] body) {
		return post(path, body, "Content-Type", type);
	}

	Exchange post(String path, byte[] body, String... headers) {
		return Exchange.of(body, this.service.post(path, body, headers));
	}

	void assertAgrees(Exchange exchange, int status) {
		assertThat(exchange.status()).as(() -> new String(exchange.body(), StandardCharsets.UTF_8)).isEqualTo(status);
		ValidationReport report = this.validator.validate(exchange.request(), exchange.validatable());
		assertThat(report.getMessages()).isEmpty();
	}

	void assertAgrees(Response response, String path, Method method) {
		assertThat(this.validator.validateResponse(path, method, response).getMessages()).isEmpty();
	}

	/**
	 * Checks an answer to a request that breaks the contract. Only the answer is
	 * validated.
	 */
	void assertRejected(Exchange exchange, Reason reason) {
		assertThat(problem(exchange)).isEqualTo(PROBLEM + reason);
		String path = exchange.request().getPath();
		Method method = exchange.request().getMethod();
		assertAgrees(exchange.validatable(), path, method);
		PathItem item = Objects.requireNonNull(openApi().getPaths().get(path));
		Operation operation = Objects
			.requireNonNull(item.readOperationsMap().get(PathItem.HttpMethod.valueOf(method.name())));
		ApiResponse documented = operation.getResponses().get(String.valueOf(exchange.status()));
		assertThat(examples(documented)).containsKey(reason.toString());
	}

	static String problem(Exchange exchange) {
		assertThat(exchange.header("Content-Type")).isEqualTo("application/problem+json");
		JsonNode problem = Payloads.json(exchange);
		assertThat(problem.at("/status").asInt()).isEqualTo(exchange.status());
		return problem.at("/type").asString("");
	}

	static Map<String, Example> examples(@Nullable ApiResponse response) {
		Content content = (response != null) ? response.getContent() : null;
		MediaType problem = (content != null)
				? content.getOrDefault("application/problem+json", content.get("application/json")) : null;
		Map<String, Example> examples = (problem != null) ? problem.getExamples() : null;
		return (examples != null) ? examples : Map.of();
	}

	/** Classifies the koala and returns the token of the answer. */
	String prediction() {
		return Payloads.json(post("/classify", "image/jpeg", Payloads.koala())).at("/prediction").asString();
	}

}
