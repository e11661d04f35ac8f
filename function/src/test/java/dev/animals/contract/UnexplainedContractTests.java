package dev.animals.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import dev.animals.rejection.Reason;

/**
 * A service whose model does not say that it can explain its answers.
 */
@ContractTest
@TestPropertySource(properties = "animals.model.directory=" + UnexplainedContractTests.MODEL)
@DirtiesContext
class UnexplainedContractTests {

	static final String MODEL = "target/unexplained-model";

	private final Contract contract;

	UnexplainedContractTests(@LocalServerPort int port) {
		this.contract = new Contract(port);
	}

	@Test
	void rejectsExplanationsAndStillClassifies() {
		this.contract.assertRejected(this.contract.post("/explain", "image/jpeg", Payloads.koala()),
				Reason.NOT_EXPLAINABLE);
		this.contract.assertAgrees(this.contract.post("/classify", "image/jpeg", Payloads.koala()), 200);
	}

	@BeforeAll
	static void copyModelWithoutExplanation() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("model/lite0"))) {
			Path copy = Files.createDirectories(Path.of(MODEL));
			for (Path file : files.toList()) {
				Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
			Path description = copy.resolve("model.yaml");
			Files.writeString(description, Files.readString(description).replaceAll("explanation:.*\n", ""));
		}
	}

}
