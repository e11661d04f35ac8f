package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ToolsTests {

	@TempDir
	Path folder;

	@Test
	void areMissingIfTheyCannotBeExecuted() throws IOException {
		write("strip", "rwxr-xr-x");
		write("objcopy", "rw-r--r--");
		assertThat(Tools.missing("/nowhere:" + this.folder, "strip", "objcopy", "curl")).containsExactly("objcopy",
				"curl");
	}

	@Test
	void areReportedWithTheirArgumentsIfTheyFail() {
		assertThatExceptionOfType(CannotAssembleException.class).isThrownBy(() -> Tools.run("false", "--strip"))
			.withMessage("This command failed with status 1 (see above): false --strip");
	}

	private void write(String name, String permissions) throws IOException {
		Files.createFile(this.folder.resolve(name),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
	}

}
