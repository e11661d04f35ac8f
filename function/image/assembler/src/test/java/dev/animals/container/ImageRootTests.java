package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ImageRootTests {

	@TempDir
	Path folder;

	@Test
	void hasACommandWithItsOwnPaths() throws IOException {
		ImageRoot root = new ImageRoot(this.folder);
		Files.createDirectories(root.classes());
		Files.writeString(root.classes().resolve("java.args"), """
				# A comment about /opt/native

				-Djava.io.tmpdir=/dev/shm
				-Danimals.native.directory=/opt/native/a
				""");
		Files.writeString(root.classes().resolve("class-path.args"),
				"--class-path=/app/classes/a.jar:/app/lib/b.jar\n");
		root.useCache();
		assertThat(root.command("-Xmx1g")).containsExactly(this.folder + "/opt/java/bin/java",
				"-Djava.io.tmpdir=/dev/shm", "-Danimals.native.directory=" + this.folder + "/opt/native/a",
				"--class-path=%1$s/app/classes/a.jar:%1$s/app/lib/b.jar".formatted(this.folder),
				"-XX:AOTCache=" + this.folder + "/app/cache/animals.aot", "-XX:MaxRAM=1g", "-Xmx1g",
				"dev.animals.AnimalsApplication");
	}

	@Test
	void isNotAssembledWithTheModelOfAnotherEngine() throws IOException {
		Path model = Files.createDirectories(this.folder.resolve("lite0"));
		Files.createFile(model.resolve("packed.pt"));
		Libraries libraries = new Libraries(List.of(Path.of("onnxruntime-1.21.1.jar")));
		ImageRoot root = new ImageRoot(this.folder.resolve("root"));
		assertThatExceptionOfType(CannotAssembleException.class)
			.isThrownBy(() -> root.assemble(libraries, model, this.folder))
			.withMessage(
					"The model lite0 has no network for ENGINE=onnxruntime. Set ENGINE to the engine of the model.");
	}

}
