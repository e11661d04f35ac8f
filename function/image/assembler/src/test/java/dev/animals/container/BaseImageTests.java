package dev.animals.container;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BaseImageTests {

	@Test
	void isTakenAsItIsIfItHasADigestOrIsAFile() throws InterruptedException {
		assertThat(BaseImage.resolve("registry.example/base@sha256:12", false))
			.isEqualTo(new BaseImage("registry.example/base@sha256:12", "sha256:12"));
		assertThat(BaseImage.resolve("tar:///tmp/base.tar", false)).isEqualTo(new BaseImage("tar:///tmp/base.tar", ""));
	}

	@Test
	void needsTheNameOfItsRegistry() {
		assertThatExceptionOfType(CannotAssembleException.class).isThrownBy(() -> BaseImage.resolve("debian", false))
			.withMessageContaining("needs its registry")
			.withMessageContaining("debian");
	}

	@Test
	void isReportedIfItsRegistryDoesNotAnswer() {
		assertThatExceptionOfType(CannotAssembleException.class)
			.isThrownBy(() -> BaseImage.resolve("localhost:1/base:1", false))
			.withMessageStartingWith("The registry of the base image localhost:1/base:1 does not answer");
	}

	@Test
	void isAskedByPlainHttpOnlyIfThatIsAllowed() throws IOException, InterruptedException {
		List<String> requests = new CopyOnWriteArrayList<>();
		HttpServer registry = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
		registry.createContext("/", (exchange) -> {
			requests.add(exchange.getRequestURI().getPath());
			exchange.getResponseHeaders().add("Docker-Content-Digest", "sha256:12");
			exchange.sendResponseHeaders(200, -1);
		});
		registry.start();
		try {
			String name = "localhost:%d/team/base:1".formatted(registry.getAddress().getPort());
			assertThatExceptionOfType(CannotAssembleException.class).isThrownBy(() -> BaseImage.resolve(name, false))
				.withMessageContaining("INSECURE_REGISTRIES=true");
			assertThat(requests).isEmpty();
			assertThat(BaseImage.resolve(name, true)).isEqualTo(new BaseImage(name + "@sha256:12", "sha256:12"));
			assertThat(requests).containsExactly("/v2/team/base/manifests/1");
		}
		finally {
			registry.stop(0);
		}
	}

}
