package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import dev.animals.container.ImageLayer.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the file of the image, without running it.
 */
@Tag("image")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageTests {

	/** Decimal megabytes, which registries and clouds use. */
	private static final long MEGABYTE = 1_000_000;

	/**
	 * The start of the paths in each layer, lowest layer first. The first layer has two
	 * argument files that Jib always adds.
	 */
	private static final List<String> FOLDERS = List.of("app/jib-", "opt/java/", "opt/native/", "app/lib/",
			"app/model/", "app/classes/", "app/cache/");

	private final Path model = BuiltImage.model();

	private final InferenceEngine engine;

	private final ImageFile image;

	ImageTests() throws IOException {
		this.engine = BuiltImage.engine();
		this.image = BuiltImage.unpacked();
	}

	@Test
	void isSmall() {
		long limit = switch (this.engine) {
			case PyTorchEngine _ -> this.model.endsWith("lite0") ? 210 : 217;
			case OnnxRuntimeEngine _ -> 120;
		};
		assertThat(this.image.compressed()).isLessThan(limit * MEGABYTE);
	}

	@Test
	void isSmallWhenItIsUnpacked() {
		long limit = switch (this.engine) {
			case PyTorchEngine _ -> this.model.endsWith("lite0") ? 640 : 647;
			case OnnxRuntimeEngine _ -> 280;
		};
		assertThat(this.image.uncompressed()).isLessThan(limit * MEGABYTE);
	}

	@Test
	void hasOneLayerForEachFolderInTheOrderInWhichTheyRarelyChange() {
		List<ImageLayer> ours = layersOfJib();
		assertThat(ours).hasSameSizeAs(FOLDERS);
		for (int i = 0; i < FOLDERS.size(); i++) {
			String folder = FOLDERS.get(i);
			assertThat(ours.get(i).files()).isNotEmpty()
				.extracting(Entry::name)
				.as("layer %d", i)
				.allMatch((name) -> name.startsWith(folder));
		}
	}

	/** Finds the layers above the base image, whose author in the history is Jib. */
	private List<ImageLayer> layersOfJib() {
		int count = (int) this.image.config()
			.get("history")
			.valueStream()
			.filter((step) -> step.path("author").asString("").equals("Jib"))
			.count();
		List<ImageLayer> all = this.image.layers();
		return all.subList(all.size() - count, all.size());
	}

	@Test
	void holdsTheLibrariesOfTheServiceAndNoOthers() throws IOException {
		Libraries libraries = BuiltImage.libraries();
		List<String> expected = libraries.unchanged().stream().map(Libraries::name).collect(Collectors.toList());
		libraries.withoutNatives().stream().map(Libraries::name).forEach(expected::add);
		assertThat(this.image.files()).extracting(Entry::name)
			.filteredOn((name) -> name.startsWith("app/") && name.endsWith(".jar"))
			.map((name) -> name.replace("app/lib/", ""))
			.containsExactlyInAnyOrderElementsOf(Stream
				.concat(expected.stream(), Stream.of("app/classes/animals.jar", "app/classes/animals-spring.jar"))
				.toList());
	}

	@Test
	void holdsOneModel() throws IOException {
		assertThat(this.image.files()).extracting(Entry::name)
			.filteredOn((name) -> name.endsWith(".pt") || name.endsWith(".onnx"))
			.containsExactlyElementsOf(this.engine.networks(this.model)
				.stream()
				.map((network) -> "app/model/" + network.getFileName())
				.toList());
	}

	@Test
	void holdsOneInferenceEngine() {
		assertThat(this.image.files()).extracting((file) -> file.name().replaceFirst(".*/", ""))
			.filteredOn((name) -> name.matches("libtorch_cpu\\.so|libonnxruntime\\.so"))
			.containsExactly(switch (this.engine) {
				case PyTorchEngine _ -> "libtorch_cpu.so";
				case OnnxRuntimeEngine _ -> "libonnxruntime.so";
			});
	}

	@Test
	void holdsNativeLibrariesOnlyOnce() throws IOException {
		for (Path jar : Trees.files(this.image.bundle().resolve("rootfs/app/lib"))) {
			try (ZipFile zip = new ZipFile(jar.toFile())) {
				assertThat(zip.stream().map(ZipEntry::getName)).as(Libraries.name(jar))
					.noneMatch((name) -> name.matches(".*\\.(so|dll|dylib)"));
			}
		}
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
			.contains("opt/native/licenses/%s/LICENSE.txt".formatted(this.engine.name()),
					"opt/native/licenses/%s/README.md".formatted(this.engine.name()),
					"opt/native/licenses/libjpeg-turbo.txt", "opt/native/licenses/README.md",
					"opt/java/legal/java.base/LICENSE");
		// An imported model may have no licence.
		if (Files.exists(this.model.resolve("LICENSE"))) {
			assertThat(this.image.files()).extracting(Entry::name).contains("app/model/LICENSE");
		}
	}

	@Test
	void hasTheLabelsOfTheOciSpecification() {
		JsonNode labels = this.image.config().at("/config/Labels");
		assertThat(labels.propertyNames()).contains("org.opencontainers.image.title",
				"org.opencontainers.image.description", "org.opencontainers.image.version",
				"org.opencontainers.image.revision", "org.opencontainers.image.created",
				"org.opencontainers.image.licenses", "org.opencontainers.image.base.name",
				"org.opencontainers.image.base.digest");
		assertThat(labels.get("org.opencontainers.image.version").asString()).endsWith("-" + this.model.getFileName());
		assertThat(this.image.config().at("/config/User").asString()).isEqualTo("65532:65532");
	}

}
