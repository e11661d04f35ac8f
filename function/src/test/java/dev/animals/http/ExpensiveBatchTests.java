package dev.animals.http;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several photos in one request. Together they may take as long as four of the most
 * expensive ones, here four copies of the koala.
 */
@ServiceTest
@TestPropertySource(properties = "animals.image.max-samples=" + ExpensiveBatchTests.SAMPLES)
@DirtiesContext
class ExpensiveBatchTests {

	/** The koala takes 688,128: it has 768 × 1024 pixels, and each side is halved. */
	static final long SAMPLES = 700_000;

	private final Service service;

	ExpensiveBatchTests(@LocalServerPort int port) {
		this.service = new Service(port);
	}

	@Test
	void aBatchAnswersItsFirstPhotosAndRejectsTheOthers() {
		Object[] members = Collections.nCopies(6, Messages.event("image/jpeg", Photos.koala())).toArray();
		JsonNode answers = Service
			.json(this.service.post("/", Messages.batch(members), "Content-Type", Messages.BATCH));
		List<String> statuses = answers.valueStream()
			.map((answer) -> answer.at("/data/status").asString("200"))
			.toList();
		assertThat(statuses).containsExactly("200", "200", "200", "200", "413", "413");
	}

	@Test
	void anInferenceIsRejectedAsAWhole() {
		assertThat(infer(4)).isEqualTo(200);
		assertThat(infer(5)).isEqualTo(413);
	}

	private int infer(int photos) {
		byte[][] koalas = Collections.nCopies(photos, Photos.koala()).toArray(byte[][]::new);
		return Tensors.send(this.service, Tensors.request(Tensors.photos(koalas))).statusCode();
	}

}
