package dev.animals.contract;

import java.util.List;

import com.atlassian.oai.validator.model.Request;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service that needs a key or a token, admits one request in a minute and cannot reach
 * the issuer of tokens.
 */
@ContractTest
@TestPropertySource(properties = { "animals.access.keys=shop: " + RestrictedContractTests.KEY,
		"animals.access.per-minute=1", "animals.access.issuer=https://issuer.example",
		"animals.access.audience=animals", "animals.access.jwks=http://localhost:1/keys" })
@DirtiesContext
class RestrictedContractTests {

	static final String KEY = "a-key-of-the-shop-a-key-of-the-shop";

	/** A token of the right form that nobody signed. */
	private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.e30.AA";

	private final Contract contract;

	RestrictedContractTests(@LocalServerPort int port) {
		this.contract = new Contract(port);
	}

	@Test
	void rejectsCallersAsTheContractSays() {
		for (String path : List.of("/", "/classify", "/explain", "/feedback")) {
			Exchange exchange = this.contract.post(path, "image/jpeg", Payloads.koala());
			this.contract.assertRejected(exchange, Reason.UNAUTHENTICATED);
			assertThat(exchange.header("WWW-Authenticate")).isEqualTo("Bearer");
		}
		this.contract.assertRejected(post(TOKEN), Reason.ISSUER_UNREACHABLE);
		this.contract.assertAgrees(post(KEY), 200);
		this.contract.assertRejected(post(KEY), Reason.RATE_LIMITED);
		// Errors of inferences have another form.
		for (String path : List.of("/v2/models/animals/infer", "/v1/models/animals:predict",
				"/v1/models/animals:explain")) {
			assertAgrees(this.contract.post(path, "image/jpeg", Payloads.koala()), path, 401);
			assertAgrees(post(path, KEY), path, 429);
		}
	}

	private void assertAgrees(Exchange exchange, String path, int status) {
		assertThat(exchange.status()).isEqualTo(status);
		this.contract.assertAgrees(exchange.validatable(), path, Request.Method.POST);
	}

	private Exchange post(String credential) {
		return post("/classify", credential);
	}

	private Exchange post(String path, String credential) {
		return this.contract.post(path, Payloads.koala(), "Content-Type", "image/jpeg", "Authorization",
				"Bearer " + credential);
	}

}
