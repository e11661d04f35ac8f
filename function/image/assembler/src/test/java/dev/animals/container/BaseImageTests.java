package dev.animals.container;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BaseImageTests {

	@Test
	void isTakenAsItIsIfItHasADigestOrIsAFile() throws InterruptedException {
		assertThat(BaseImage.resolve("registry.example/base@sha256:12"))
			.isEqualTo(new BaseImage("registry.example/base@sha256:12", "sha256:12"));
		assertThat(BaseImage.resolve("tar:///tmp/base.tar")).isEqualTo(new BaseImage("tar:///tmp/base.tar", ""));
	}

	@Test
	void needsTheNameOfItsRegistry() {
		assertThatExceptionOfType(CannotAssembleException.class).isThrownBy(() -> BaseImage.resolve("debian"))
			.withMessageContaining("needs its registry")
			.withMessageContaining("debian");
	}

	@Test
	void isReportedIfItsRegistryDoesNotAnswer() {
		assertThatExceptionOfType(CannotAssembleException.class)
			.isThrownBy(() -> BaseImage.resolve("localhost:1/base:1"))
			.withMessageStartingWith("The registry of the base image localhost:1/base:1 does not answer");
	}

}
