package dev.animals.container;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import dev.animals.container.ImageFile.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the image promises, by its file.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageTests {

	/** Decimal, as registries and clouds count. */
	private static final long MEGABYTE = 1_000_000;

	private final String model = System.getProperty("image.model", "lite0");

	private final ImageFile image;

	ImageTests() throws IOException {
		this.image = ImageFile.built();
	}

	@Test
	void isSmall() {
		assertThat(this.image.layers().stream().mapToLong(ImageFile.Layer::compressed).sum())
			.isLessThan(this.model.equals("lite0") ? 210 * MEGABYTE : 217 * MEGABYTE);
		assertThat(this.image.layers().stream().mapToLong(ImageFile.Layer::uncompressed).sum())
			.isLessThan(this.model.equals("lite0") ? 640 * MEGABYTE : 647 * MEGABYTE);
	}

	@Test
	void hasLayersFromRarelyToOftenChanged() {
		List<String> folders = List.of("opt/java/", "opt/native/", "app/lib/", "app/model/", "app/classes/",
				"app/cache/");
		List<ImageFile.Layer> ours = this.image.layers()
			.subList(this.image.layers().size() - folders.size(), this.image.layers().size());
		for (int i = 0; i < folders.size(); i++) {
			assertThat(ours.get(i).files()).isNotEmpty()
				.extracting(Entry::name)
				.as("layer %d", i)
				.allMatch(startsWith(folders.get(i)));
		}
	}

	private static Predicate<String> startsWith(String folder) {
		return (name) -> name.startsWith(folder);
	}

	@Test
	void holdsOneModel() {
		assertThat(this.image.files()).extracting(Entry::name)
			.filteredOn((name) -> name.endsWith(".pt"))
			.containsExactly("app/model/packed.pt");
	}

	@Test
	void hasNoShellNoPackageManagerAndNothingThatRaisesPrivileges() {
		assertThat(this.image.files()).noneMatch((file) -> (file.mode() & 06000) != 0);
		assertThat(this.image.files()).extracting((file) -> file.name().replaceFirst(".*/", ""))
			.doesNotContain("sh", "bash", "dash", "ash", "busybox", "apt", "apt-get", "dpkg", "apk", "rpm", "yum", "su",
					"sudo", "curl", "wget", "perl", "python3", "jshell", "javac", "jcmd");
	}

	@Test
	void carriesTheLicencesOfItsNativeParts() {
		assertThat(this.image.files()).extracting(Entry::name)
			.contains("opt/native/licenses/libtorch-LICENSE.txt", "opt/native/licenses/libtorch-NOTICE.txt",
					"opt/native/licenses/libjpeg-turbo.txt", "opt/native/licenses/README.md",
					"opt/java/legal/java.base/LICENSE", "app/model/LICENSE");
	}

	@Test
	void saysWhatItIs() {
		JsonNode labels = this.image.config().at("/config/Labels");
		assertThat(labels.propertyNames()).contains("org.opencontainers.image.title",
				"org.opencontainers.image.description", "org.opencontainers.image.version",
				"org.opencontainers.image.revision", "org.opencontainers.image.created",
				"org.opencontainers.image.licenses", "org.opencontainers.image.base.name",
				"org.opencontainers.image.base.digest");
		assertThat(labels.get("org.opencontainers.image.version").asString()).endsWith("-" + this.model);
		assertThat(this.image.config().at("/config/User").asString()).isEqualTo("65532:65532");
	}

}
