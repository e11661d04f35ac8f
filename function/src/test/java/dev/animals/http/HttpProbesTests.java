package dev.animals.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends the requests of {@link HttpProbe} to the service and to a plain Tomcat of the
 * same version. {@code make test-http} writes the answers to
 * {@code docs/evidence/http.md}.
 */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpProbesTests {

	private static final Path REPORT = Path.of(System.getProperty("http.report", "target/http.md"));

	private final Tomcat tomcat = new Tomcat();

	private final int port;

	private List<Probed> results = List.of();

	HttpProbesTests(@LocalServerPort int port) {
		this.port = port;
	}

	@BeforeAll
	void sendAllProbes(@TempDir Path folder) throws IOException, LifecycleException {
		this.tomcat.setBaseDir(folder.toString());
		this.tomcat.setPort(0);
		Tomcat.addServlet(this.tomcat.addContext("", null), "echo", new Echo()).addMapping("/");
		this.tomcat.getConnector();
		this.tomcat.start();
		this.results = HttpProbe.all().stream().map(this::send).toList();
	}

	@AfterAll
	void stopTomcat() throws LifecycleException {
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@Test
	void theServiceIsNoWorseThanPlainTomcatInAnyRequirement() {
		assertThat(this.results).filteredOn((result) -> !result.meets(result.service()))
			.filteredOn((result) -> result.meets(result.tomcat()))
			.isEmpty();
	}

	@Test
	void theServiceAnswersEveryRejectionWithAProblem() {
		assertThat(this.results).flatMap(Probed::service)
			.filteredOn((answer) -> answer.status() >= 400)
			.allSatisfy((answer) -> assertThat(answer.head()).containsIgnoringCase("application/problem+json"));
	}

	@Test
	void noRequestMakesTheServiceFail() {
		assertThat(this.results).flatMap(Probed::service)
			.extracting(RawAnswer::status)
			.doesNotContain(500, 502, 503, 504);
	}

	@Test
	void writesTheReport() throws IOException {
		Files.createDirectories(Objects.requireNonNull(REPORT.toAbsolutePath().getParent()));
		Files.writeString(REPORT, report());
		assertThat(REPORT).content().contains("SMUG-CLTE-DESYNC");
	}

	private Probed send(HttpProbe probe) {
		try {
			return new Probed(probe, RawAnswer.to(this.port, probe.request()),
					RawAnswer.to(this.tomcat.getConnector().getLocalPort(), probe.request()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(probe.id(), ex);
		}
	}

	private String report() {
		return """
				# HTTP/1.1

				`make test-http` sends %d requests to the service and to a plain %s with a servlet that echoes \
				bodies. The requests and the requirements are those of \
				[Http11Probe](https://github.com/MDA2AV/Http11Probe) at commit `95bc6a9`. Its tests of cookies and of \
				conditional requests are left out, because they test applications rather than servers. The command \
				was run on %s at commit `%s`.

				Tomcat reads the requests of the service, so both answer nearly alike. `make test` fails if plain \
				Tomcat meets a requirement and the service does not, if the service answers with 500, or if a \
				rejection is not a problem in JSON. The service misses these requirements of the level MUST: %s.

				| level | requests | met by the service | met by plain Tomcat |
				|---|---|---|---|
				%s
				In the table, *accept* means that the server understood the request, a number is the status with \
				which it rejected the request, and *close* means that it closed the connection without an answer. \
				Several answers on one connection are separated by commas. **Bold** answers do not meet the \
				requirement.

				| request | RFC | level | service | plain Tomcat |
				|---|---|---|---|---|
				%s""".formatted(this.results.size(), ServerInfo.getServerInfo().replace('/', ' '),
				LocalDate.now(ZoneOffset.UTC), System.getProperty("http.commit", "unknown"), missed(),
				Stream.of("MUST", "SHOULD", "MAY", "-").map(this::summary).collect(Collectors.joining()),
				this.results.stream().map(Probed::row).collect(Collectors.joining()));
	}

	private String missed() {
		return this.results.stream()
			.filter((result) -> result.probe().level().equals("MUST") && !result.meets(result.service()))
			.map((result) -> "`" + result.probe().id() + "`")
			.collect(Collectors.joining(", "));
	}

	private String summary(String level) {
		List<Probed> some = this.results.stream().filter((result) -> result.probe().level().equals(level)).toList();
		return "| %s | %d | %d | %d |%n".formatted(level.equals("-") ? "none" : level, some.size(),
				some.stream().filter((result) -> result.meets(result.service())).count(),
				some.stream().filter((result) -> result.meets(result.tomcat())).count());
	}

	/** The answers of both servers to one request. */
	private record Probed(HttpProbe probe, List<RawAnswer> service, List<RawAnswer> tomcat) {

		boolean meets(List<RawAnswer> answers) {
			return this.probe.allows(answers);
		}

		private String row() {
			return "| %s | %s | %s | %s | %s |%n".formatted(this.probe.id(), this.probe.rfc(), this.probe.level(),
					cell(this.service), cell(this.tomcat));
		}

		private String cell(List<RawAnswer> answers) {
			String text = answers.isEmpty() ? "close"
					: answers.stream().map(RawAnswer::outcome).collect(Collectors.joining(", "));
			return meets(answers) ? text : "**" + text + "**";
		}

		@Override
		public String toString() {
			return row();
		}

	}

	/** Answers each request with its body. */
	private static final class Echo extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.setContentType("text/plain");
			response.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
		}

		@Override
		protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.setContentType("application/octet-stream");
			response.getOutputStream().write(request.getInputStream().readAllBytes());
		}

	}

}
