package dev.animals.contract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.http.Service;
import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real service, asked over HTTP, does what the contract that it serves says. Limits
 * are low, so that each can be passed.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "animals.http.body=1100000B", "animals.http.bodies=1MB", "animals.http.upload=2s",
				"server.tomcat.connection-timeout=2s", "animals.image.max-pixels=10000000" })
@Timeout(60)
class OpenApiContractTests {

	private static final Path PHOTOS = Path.of("photos");

	private static final String PROBLEM = "urn:animals:problem:";

	private static final byte[] NOTHING = new byte[0];

	private static final JsonMapper mapper = new JsonMapper();

	@LocalServerPort
	private int port;

	private Service service;

	private SwaggerParseResult parsed;

	private OpenApiInteractionValidator validator;

	@BeforeEach
	void readContract() {
		this.service = new Service(this.port);
		String contract = contract();
		ParseOptions options = new ParseOptions();
		options.setResolveFully(true);
		this.parsed = new OpenAPIV3Parser().readContents(contract, null, options);
		this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(contract).build();
	}

	@Test
	void theContractIsValidOpenApi() {
		assertThat(this.parsed.getMessages()).isEmpty();
		assertThat(openApi().getOpenapi()).isEqualTo("3.0.3");
		assertThat(openApi().getServers()).singleElement().satisfies((server) -> {
			assertThat(server.getUrl()).isEqualTo("/");
		});
	}

	@Test
	void theContractNamesEveryReasonAndNoOther() {
		String reasons = Arrays.stream(Reason.values()).map(Reason::toString).collect(Collectors.joining("|"));
		Set<String> named = Pattern.compile("urn:animals:problem:([a-z-]+)")
			.matcher(contract())
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		List<String> pattern = Pattern.compile("\\^urn:animals:problem:\\((.*)\\)\\$")
			.matcher(contract())
			.results()
			.map((MatchResult match) -> match.group(1))
			.toList();
		assertThat(pattern).containsExactly(reasons);
		assertThat(named).containsExactlyInAnyOrder(reasons.split("\\|"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/model", "/openapi.yaml", "/livez", "/readyz" })
	void documentsAndHealthAreAsTheContractSays(String path) {
		assertAgreed(get(path), 200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/classify", "/classify?top=20" })
	void aPhotoIsAnsweredAsTheContractSays(String path) {
		Exchange exchange = post(path, "image/jpeg", photo("koala.jpg"));
		assertAgreed(exchange, 200);
		assertThat(json(exchange).at("/top/0/label").asString()).isEqualTo("koala");
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/png", "application/octet-stream" })
	void theBytesDecideWhatAnImageIs(String declared) {
		assertAgreed(post("/classify", declared, photo("koala.jpg")), 200);
	}

	@Test
	void aFormIsAnsweredAsTheContractSays() {
		ByteArrayOutputStream form = new ByteArrayOutputStream();
		form.writeBytes(ascii(
				String.join("\r\n", "--b", "Content-Disposition: form-data; name=\"image\"; filename=\"koala.jpg\"",
						"Content-Type: image/jpeg", "", "")));
		form.writeBytes(photo("koala.jpg"));
		form.writeBytes(ascii("\r\n--b--\r\n"));
		assertAgreed(post("/classify", "multipart/form-data; boundary=b", form.toByteArray()), 200);
	}

	@Test
	void anEventInBinaryModeIsAnsweredAsTheContractSays() {
		Exchange exchange = post("/", photo("koala.jpg"), "Content-Type", "image/jpeg", "ce-specversion", "1.0",
				"ce-id", "1", "ce-source", "/test", "ce-type", "photo.taken", "ce-subject", "gate");
		assertAgreed(exchange, 200);
		assertThat(exchange.header("ce-type")).isEqualTo("dev.animals.image.classified.v1");
		assertThat(exchange.header("ce-id")).isEqualTo(json(exchange).at("/id").asString());
		assertThat(exchange.header("ce-causationid")).isEqualTo("1");
	}

	@Test
	void anEventInStructuredModeIsAnsweredAsTheContractSays() {
		Exchange exchange = post("/classify", "application/cloudevents+json", photoEvent());
		assertAgreed(exchange, 200);
		assertThat(exchange.header("Content-Type")).startsWith("application/cloudevents+json");
		assertThat(json(exchange).at("/id")).isEqualTo(json(exchange).at("/data/id"));
	}

	@Test
	void aBatchIsAnsweredMemberByMemberAsTheContractSays() {
		String text = event("text/plain", "\"data\": \"no photo\"");
		Exchange exchange = post("/", "application/cloudevents-batch+json", "[" + photoEvent() + "," + text + "]");
		assertAgreed(exchange, 200);
		assertThat(json(exchange).at("/0/data/top/0/label").asString()).isEqualTo("koala");
		assertThat(json(exchange).at("/1/type").asString()).isEqualTo("dev.animals.image.rejected.v1");
	}

	@Test
	void aMemberThatIsNoEventIsRefusedInItsPlace() {
		Exchange exchange = post("/", "application/cloudevents-batch+json", "[{}," + photoEvent() + "]");
		assertAgreed(exchange.validatable(), "/", Method.POST);
		assertThat(exchange.status()).isEqualTo(200);
		assertThat(json(exchange).at("/0/data/type").asString()).isEqualTo(PROBLEM + Reason.MALFORMED_EVENT);
		assertThat(json(exchange).at("/1/data/verdict").asString()).isEqualTo("animal");
	}

	@Test
	void feedbackIsTakenAsTheContractSays() {
		String feedback = feedback(prediction(), "koala");
		assertAgreed(post("/feedback", "application/json", feedback), 202);
		assertAgreed(post("/feedback", feedback.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json",
				"ce-specversion", "1.0", "ce-id", "1", "ce-source", "/test", "ce-type", "photo.judged"), 202);
		assertAgreed(
				post("/feedback", "application/cloudevents+json", event("application/json", "\"data\": " + feedback)),
				202);
	}

	@ParameterizedTest
	@EnumSource
	void everyReasonIsGivenAsTheContractSays(Reason reason) {
		switch (reason) {
			case EMPTY -> assertRefused(post("/classify", "image/jpeg", ""), reason);
			case MALFORMED_EVENT -> assertRefused(post("/classify", "application/cloudevents+json", "{}"), reason);
			case INVALID_PREDICTION ->
				assertRefused(post("/feedback", "application/json", feedback("forged", "koala")), reason);
			case INVALID_PARAMETER -> assertRefused(post("/classify?top=21", "image/jpeg", photo("koala.jpg")), reason);
			case UNKNOWN_LABEL ->
				assertRefused(post("/feedback", "application/json", feedback(prediction(), "unicorn")), reason);
			case UNSUPPORTED_TYPE -> assertRefused(post("/classify", "text/plain", "A koala in a tree."), reason);
			case NOT_AN_IMAGE -> assertRefused(post("/classify", "image/jpeg", "A koala in a tree."), reason);
			case CORRUPT ->
				assertRefused(post("/classify", "image/jpeg", Arrays.copyOf(photo("koala.jpg"), 50_000)), reason);
			case TOO_SMALL -> assertRefused(post("/classify", "image/png", png(8, 8)), reason);
			case TOO_MANY_PIXELS -> assertRefused(post("/classify", "image/jpeg", photo("large.jpg")), reason);
			case TOO_LARGE -> assertRefused(post("/classify", "image/jpeg", new byte[1_100_001]), reason);
			case SLOW_UPLOAD -> assertSlowUploadIsRefused();
			case OVERLOADED -> assertRefused(whileAnotherHoldsAllMemory(), reason);
			case NOT_FOUND -> assertThat(problem(get("/nothing"))).isEqualTo(PROBLEM + reason);
			case METHOD_NOT_ALLOWED -> {
				Exchange exchange = Exchange.of(NOTHING, this.service.send(this.service.request("/model").DELETE()));
				assertThat(problem(exchange)).isEqualTo(PROBLEM + reason);
				assertThat(exchange.header("Allow")).isEqualTo("GET");
			}
		}
	}

	/** As {@code curl --data-binary} does where no type is given. */
	@Test
	void aPhotoDeclaredAsAFormOfFieldsIsRefused() {
		assertRefused(post("/classify?top=3", "application/x-www-form-urlencoded", photo("koala.jpg")),
				Reason.UNSUPPORTED_TYPE);
	}

	@Test
	void everyExampleOfARefusalStandsUnderItsStatusAndReason() {
		Set<String> shown = new TreeSet<>();
		openApi().getPaths().forEach((path, item) -> item.readOperations().forEach((operation) -> {
			operation.getResponses().forEach((status, response) -> examples(response).forEach((name, example) -> {
				JsonNode problem = mapper.readTree(example.getValue().toString());
				assertThat(status).isIn("default", problem.at("/status").asString());
				assertThat(problem.at("/type").asString("fault")).endsWith(name);
				shown.add(name);
			}));
		}));
		shown.remove("fault");
		assertThat(shown)
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(Reason.values()).map(Reason::toString).toList());
	}

	private static Map<String, Example> examples(@Nullable ApiResponse response) {
		Content content = (response != null) ? response.getContent() : null;
		MediaType problem = (content != null) ? content.get("application/problem+json") : null;
		Map<String, Example> examples = (problem != null) ? problem.getExamples() : null;
		return (examples != null) ? examples : Map.of();
	}

	private Exchange get(String path) {
		return Exchange.of(NOTHING, this.service.get(path));
	}

	private Exchange post(String path, String type, String body) {
		return post(path, type, body.getBytes(StandardCharsets.UTF_8));
	}

	private Exchange post(String path, String type, byte[] body) {
		return post(path, body, "Content-Type", type);
	}

	private Exchange post(String path, byte[] body, String... headers) {
		return Exchange.of(body, this.service.post(path, body, headers));
	}

	private void assertSlowUploadIsRefused() {
		Upload upload = Upload.start(this.service, 1000);
		String[] answer = upload.answer().split("\r\n\r\n", 2);
		assertThat(answer[0]).startsWith("HTTP/1.1 408");
		SimpleResponse response = SimpleResponse.Builder.status(408)
			.withContentType("application/problem+json")
			.withBody(answer[1])
			.build();
		assertAgreed(response, "/classify", Method.POST);
		assertThat(answer[1]).contains(PROBLEM + Reason.SLOW_UPLOAD);
	}

	private Exchange whileAnotherHoldsAllMemory() {
		while (true) {
			try (Upload _ = Upload.start(this.service, 1 << 20)) {
				get("/livez");
				Exchange exchange = post("/classify", "image/jpeg", "?");
				// Otherwise this one overtook the upload: once more.
				if (exchange.status() == 503) {
					assertThat(exchange.header("Retry-After")).isEqualTo("1");
					return exchange;
				}
			}
		}
	}

	private void assertAgreed(Exchange exchange, int status) {
		assertThat(exchange.status()).as(() -> new String(exchange.body(), StandardCharsets.UTF_8)).isEqualTo(status);
		ValidationReport report = this.validator.validate(exchange.request(), exchange.validatable());
		assertThat(report.getMessages()).isEmpty();
	}

	private void assertAgreed(Response response, String path, Method method) {
		assertThat(this.validator.validateResponse(path, method, response).getMessages()).isEmpty();
	}

	/** The request breaks the contract, which is why only the response is validated. */
	private void assertRefused(Exchange exchange, Reason reason) {
		assertThat(problem(exchange)).isEqualTo(PROBLEM + reason);
		String path = exchange.request().getPath();
		assertAgreed(exchange.validatable(), path, Method.POST);
		ApiResponse documented = Objects.requireNonNull(openApi().getPaths().get(path))
			.getPost()
			.getResponses()
			.get(String.valueOf(exchange.status()));
		assertThat(examples(documented)).containsKey(reason.toString());
	}

	private static String problem(Exchange exchange) {
		assertThat(exchange.header("Content-Type")).isEqualTo("application/problem+json");
		JsonNode problem = json(exchange);
		assertThat(problem.at("/status").asInt()).isEqualTo(exchange.status());
		return problem.at("/type").asString("");
	}

	private OpenAPI openApi() {
		return this.parsed.getOpenAPI();
	}

	private String contract() {
		return new String(get("/openapi.yaml").body(), StandardCharsets.UTF_8);
	}

	private String prediction() {
		return json(post("/classify", "image/jpeg", photo("koala.jpg"))).at("/prediction").asString();
	}

	private static String feedback(String prediction, String label) {
		return mapper.writeValueAsString(Map.of("prediction", prediction, "label", label));
	}

	private static String photoEvent() {
		String data = Base64.getEncoder().encodeToString(photo("koala.jpg"));
		return event("image/jpeg", "\"data_base64\": \"" + data + "\"");
	}

	private static String event(String dataType, String data) {
		return """
				{"specversion": "1.0", "id": "1", "source": "/test", "type": "photo.taken", "datacontenttype": "%s", %s}"""
			.formatted(dataType, data);
	}

	private static JsonNode json(Exchange exchange) {
		return mapper.readTree(exchange.body());
	}

	private static byte[] photo(String name) {
		try {
			return Files.readAllBytes(PHOTOS.resolve(name));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static byte[] png(int width, int height) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
