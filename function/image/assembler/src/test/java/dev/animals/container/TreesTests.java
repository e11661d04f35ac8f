package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TreesTests {

	@TempDir
	Path folder;

	@BeforeEach
	void write() throws IOException {
		Files.createDirectory(this.folder.resolve("b"));
		Files.writeString(this.folder.resolve("b/deep"), "1");
		Files.writeString(this.folder.resolve("c"), "2");
		Files.writeString(this.folder.resolve("a"), "3");
	}

	@Test
	void listTheirFilesInOrder() throws IOException {
		assertThat(Trees.files(this.folder)).map((file) -> this.folder.relativize(file).toString())
			.containsExactly("a", "b/deep", "c");
	}

	@Test
	void copyOnlyTheirOwnFiles() throws IOException {
		Path copy = this.folder.resolve("copy/of");
		Trees.copy(this.folder, copy, (file) -> !file.endsWith("a"));
		assertThat(Trees.files(copy)).containsExactly(copy.resolve("c"));
	}

	@Test
	void setTheTimeOfEachFile() throws IOException {
		Trees.setTimes(this.folder, (file) -> FileTime.fromMillis(1000L * Files.readString(file).charAt(0)));
		assertThat(Files.getLastModifiedTime(this.folder.resolve("b/deep")).toMillis()).isEqualTo(49_000);
		assertThat(Files.getLastModifiedTime(this.folder.resolve("a")).toMillis()).isEqualTo(51_000);
	}

	@Test
	void areDeletedIfTheyExist() throws IOException {
		Trees.delete(this.folder.resolve("b"));
		Trees.delete(this.folder.resolve("nowhere"));
		assertThat(this.folder.resolve("b")).doesNotExist();
	}

}
