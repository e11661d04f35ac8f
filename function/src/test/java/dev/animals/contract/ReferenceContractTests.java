package dev.animals.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.animals.objects.Store;
import dev.animals.rejection.Reason;

/**
 * A service that may fetch photos from an object store answers as its contract says.
 */
@ContractTest
@DirtiesContext
class ReferenceContractTests {

	private static final Store STORE = Store.start(Payloads.koala());

	private final Contract contract;

	ReferenceContractTests(@LocalServerPort int port) {
		this.contract = new Contract(port);
	}

	@DynamicPropertySource
	static void allow(DynamicPropertyRegistry properties) {
		properties.add("animals.objects.origins", () -> STORE.origin() + ",http://10.0.0.1,http://127.0.0.1:1");
		properties.add("animals.objects.networks", () -> "127.0.0.0/8");
	}

	@AfterAll
	static void stop() {
		STORE.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/classify", "/explain" })
	void classifiesAndExplainsAPhotoThatAnEventNames(String path) {
		this.contract.assertAgrees(post(path, STORE.origin() + "/photo"), 200);
	}

	@Test
	void rejectsPhotosThatItCannotFetch() {
		this.contract.assertRejected(post("/classify", "http://10.0.0.1/a"), Reason.PRIVATE_ADDRESS);
		this.contract.assertRejected(post("/explain", STORE.origin() + "/missing"), Reason.OBJECT_UNREADABLE);
		this.contract.assertRejected(post("/classify", "http://127.0.0.1:1/a"), Reason.OBJECT_STORE_UNREACHABLE);
	}

	private Exchange post(String path, String address) {
		return this.contract.post(path, "application/cloudevents+json", Payloads.reference(address));
	}

}
