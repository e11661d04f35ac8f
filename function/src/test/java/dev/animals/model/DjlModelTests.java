package dev.animals.model;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageFormat;
import dev.animals.image.ImageLimits;
import dev.animals.photos.Photos;
import dev.animals.testing.ProcessMemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@ParameterizedClass
@ValueSource(strings = { "lite0", "lite0-onnxruntime" })
class DjlModelTests {

	private static final long MEBIBYTE = 1 << 20;

	private final ModelFolder folder;

	private final DecodedImage grey = new DecodedImage(ImageFormat.PNG, 64, 64, 64, 64, new byte[64 * 64 * 3]);

	DjlModelTests(String name) {
		this.folder = ModelFolder.open(Path.of("model", name), PrecisionSetting.AUTO);
	}

	@Test
	void aClosedModelDoesNotPredict() {
		DjlModel model = DjlModel.load(this.folder, 1);
		model.close();
		assertThatIllegalStateException().isThrownBy(() -> model.logits(this.grey));
	}

	@Test
	void closingTheModelWaitsForRunningPredictions() {
		DjlModel model = DjlModel.load(this.folder, 1);
		AtomicInteger answers = new AtomicInteger();
		CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> {
			while (true) {
				assertThat(model.logits(this.grey)).hasSize(1000).doesNotContain(Float.NaN);
				answers.incrementAndGet();
			}
		});
		await().until(() -> answers.get() > 3);
		model.close();
		assertThatThrownBy(caller::join).hasCauseInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
	}

	/**
	 * libtorch keeps prepared steps of int8 in the network, which all predictors share.
	 */
	@Test
	void concurrentPredictionsAreTheSameAsOthers() {
		DecodedImage koala = new ImageDecoder(ImageLimits.defaults()).decode(Photos.koala(), 224);
		this.folder.description()
			.precisions()
			.stream()
			.filter(this.folder.description()::isComputedHere)
			.map((precision) -> Precisions.open(this.folder.path(), precision))
			.forEach((ours) -> assertConcurrentPredictionsAreTheSame(ours, koala));
	}

	private void assertConcurrentPredictionsAreTheSame(ModelFolder ours, DecodedImage koala) {
		try (DjlModel model = DjlModel.load(ours, 2)) {
			float[] expected = model.logits(koala);
			float[] expectedOfGrey = model.logits(this.grey);
			IntStream.range(0, 40).parallel().forEach((i) -> {
				assertThat(model.logits(koala)).isEqualTo(expected);
				assertThat(model.logits(this.grey)).isEqualTo(expectedOfGrey);
			});
		}
	}

	/** The weights take 18 MiB, so ten leaked networks would exceed the limit. */
	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Skipped: the memory of the process is read from /proc")
	void closingTheModelReleasesItsNativeMemory() {
		ProcessMemory memory = new ProcessMemory(ProcessHandle.current().pid());
		loadAndClose(3);
		long before = memory.resident();
		loadAndClose(10);
		assertThat(memory.resident() - before).isLessThan(90 * MEBIBYTE);
	}

	private void loadAndClose(int times) {
		for (int i = 0; i < times; i++) {
			try (DjlModel model = DjlModel.load(this.folder, 1)) {
				assertThat(model.logits(this.grey)).hasSize(1000);
			}
		}
	}

}
