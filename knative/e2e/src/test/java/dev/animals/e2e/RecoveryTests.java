package dev.animals.e2e;

import java.io.IOException;
import java.time.Duration;

import dev.animals.photos.Photos;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Restores a namespace that was deleted, as docs/how-to/back-up-and-restore.md describes
 * it.
 */
@Tag("long")
class RecoveryTests {

	@RegisterExtension
	static final Environment environment = new Environment("recovery");

	@BeforeAll
	static void deploy() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
	}

	@Test
	void believesTokensFromBeforeTheNamespaceWasLost() throws IOException {
		String token = Answers.MAPPER.readTree(environment.users().classify(Photos.koala()).body())
			.required("prediction")
			.stringValue();
		environment.write("backup.yaml", environment.make("backup").succeeded().output());

		environment.make("undeploy", "CONFIRM=" + environment.namespace()).succeeded();

		Times.record("`make restore`, from no namespace until a photo is answered", () -> {
			environment
				.make("restore", "OVERLAY=" + environment.folder(),
						"BACKUP=" + environment.folder().resolve("backup.yaml"))
				.succeeded();
			await().atMost(Duration.ofMinutes(1))
				.until(() -> environment.users().classify(Photos.koala()).statusCode() == 200);
		});
		assertThat(
				environment.users().post("/feedback", Events.STRUCTURED, Events.feedback(token, "koala")).statusCode())
			.isEqualTo(202);
	}

}
