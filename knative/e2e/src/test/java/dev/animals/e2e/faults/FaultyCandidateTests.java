package dev.animals.e2e.faults;

import java.io.IOException;

import dev.animals.e2e.Environment;
import dev.animals.e2e.JudgedRollout;
import dev.animals.e2e.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Candidates with one fault each are taken back: by the judge, while a fifth of the
 * users' photos arrive in structured events, or by the smoke set, which compares stable
 * and candidate on the same photos.
 */
@Tag("long")
class FaultyCandidateTests {

	/** The limits of a real rollout. */
	private static final String SETTINGS = "knative/release/rollout.yaml";

	@RegisterExtension
	static final Environment environment = new Environment("faults");

	@SuppressWarnings("NullAway.Init")
	private static String image;

	@BeforeAll
	static void deploy() throws IOException {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		image = FaultyImage.of(Settings.STABLE_IMAGE);
	}

	@ParameterizedTest
	@CsvSource({ "SLOW, off, slower, 10", "REJECTS, off, reject, 10", "STRUCTURED, off, answers, 10",
			"LEAK, off, errors, 10", "GROUP, on, smoke, 11" })
	void isTakenBack(Fault fault, String smoke, String why, int status) throws IOException {
		environment.configure(Environment.settings("FAULT=" + fault));
		JudgedRollout.run(environment, image, smoke, SETTINGS).isTakenBack(why, status);
	}

	/** The candidate does not start within the time that Knative allows here. */
	@Test
	void givesNoTrafficToACandidateWithATenthOfAProcessor() throws IOException {
		environment.configure(Environment.patch("/spec/template/spec/containers/0/resources/limits/cpu", "100m"));
		JudgedRollout.run(environment, Settings.STABLE_IMAGE, "off", SETTINGS).isTakenBack("", 3);
	}

}
