package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerRequirementsTests {

	@TempDir
	Path folder;

	@Test
	void areNamedInOneLineWhereContainersCannotRun() throws IOException {
		Files.createFile(this.folder.resolve("curl"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
		assertThat(Container.missing(this.folder.toString())).startsWith("Skipped: ")
			.contains(" [runc, nsenter, unshare, ip] ")
			.hasLineCount(1);
	}

}
