package dev.animals.model;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageFormat;
import dev.animals.testing.ProcessMemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class DjlModelTests {

	private static final long MEBIBYTE = 1 << 20;

	private final ModelFolder folder = ModelFolder.open(Path.of("model/lite0"));

	private final DecodedImage grey = new DecodedImage(ImageFormat.PNG, 64, 64, 64, 64, new byte[64 * 64 * 3]);

	@Test
	void aClosedModelDoesNotPredict() {
		DjlModel model = DjlModel.load(this.folder, 1, Precision.AUTO);
		model.close();
		assertThatIllegalStateException().isThrownBy(() -> model.logits(this.grey));
	}

	@Test
	void closingTheModelWaitsForRunningPredictions() {
		DjlModel model = DjlModel.load(this.folder, 1, Precision.AUTO);
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
			try (DjlModel model = DjlModel.load(this.folder, 1, Precision.AUTO)) {
				assertThat(model.logits(this.grey)).hasSize(1000);
			}
		}
	}

}
