package dev.animals.e2e;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.animals.testing.Command;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Proves that {@code make health-check} has an exit status for each kind of failure. */
class HealthCheckTests {

	@RegisterExtension
	static final Environment environment = new Environment("health");

	@BeforeAll
	static void deploy() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
	}

	@Test
	void reportsAHealthyService() {
		assertThat(environment.make("health-check").succeeded().output())
			.contains("the photo of 'koala' was recognised");
	}

	@Test
	void sendsAnotherPhoto() {
		assertThat(environment.make("health-check", "PHOTO=function/photos/panda.jpg", "LABEL=giant panda")
			.succeeded()
			.output()).contains("the photo of 'giant panda' was recognised");
		String url = "http://" + environment.users().host();
		assertThat(check(url, "PHOTO", "function/photos/panda.jpg").status()).isEqualTo(2);
		assertThat(check(url, "LABEL", "giant panda").status()).isEqualTo(2);
		assertThat(environment.make("health-check", "PHOTO=function/photos", "LABEL=koala").errors())
			.contains("function/photos cannot be read");
	}

	@Test
	void reportsAnAddressThatCannotBeReached() {
		assertThat(check("http://" + environment.users().host(), "INGRESS", "127.0.0.1:9").status()).isEqualTo(3);
	}

	@Test
	void reportsAServiceThatIsNotReady() {
		assertThat(check("http://nobody.example.com").status()).isEqualTo(4);
	}

	@Test
	void reportsASlowService() {
		assertThat(check("http://" + environment.users().host(), "TIMEOUT", "0.001").status()).isEqualTo(6);
	}

	@Test
	void reportsWrongUse() {
		assertThat(check("ftp://animals.example.com").status()).isEqualTo(2);
		assertThat(check("http://animals.example.com;id").status()).isEqualTo(2);
	}

	private static Command check(String url) {
		return check(url, "INGRESS", Settings.INGRESS.getAuthority());
	}

	private static Command check(String url, String setting, String value) {
		Map<String, String> environment = new HashMap<>(Map.of("INGRESS", Settings.INGRESS.getAuthority()));
		environment.put(setting, value);
		environment.put("URL", url);
		return Command.run(Duration.ofMinutes(1), environment, List.of("knative/release/release", "health-check"));
	}

}
