package dev.animals.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.animals.image.DecodedImage;

/**
 * A model that is read, checked, loaded and warmed up beside the rest of the start, which
 * takes longer; whoever needs a part of it waits for that part.
 */
public final class ModelLoading implements AnimalModel {

	private static final Executor THREADS = (task) -> Thread.ofPlatform().daemon().name("model-loading").start(task);

	private final CompletableFuture<ModelFolder> folder;

	private final CompletableFuture<DjlModel> model;

	private final CompletableFuture<Void> warmUp;

	/**
	 * Begins.
	 * @param settings which model, and how many predictions may run at once
	 */
	public ModelLoading(ModelSettings settings) {
		this.folder = CompletableFuture.supplyAsync(() -> ModelFolder.openUncheckedNetworks(settings.directory()),
				THREADS);
		CompletableFuture<Void> checked = this.folder.thenAcceptAsync(ModelFolder::checkNetworks, THREADS);
		this.model = this.folder.thenAcceptAsync((whole) -> DjlModel.loadEngine(whole.description()), THREADS)
			.thenCombineAsync(checked,
					(engine, network) -> DjlModel.load(folder(), settings.predictors(), settings.precision()), THREADS);
		this.warmUp = this.model.thenAcceptAsync(
				(loaded) -> WarmUp.run(loaded, folder().description().input().height(), settings.predictors()),
				THREADS);
	}

	/**
	 * Waits for the model's description, calibration and labels.
	 * @return what is in the folder
	 * @throws java.util.concurrent.CompletionException because of an
	 * {@link InvalidModelException} when a file is missing or is not what it should be
	 */
	public ModelFolder folder() {
		return this.folder.join();
	}

	/**
	 * Waits until the network is there, and runs it.
	 * @throws java.util.concurrent.CompletionException because of an
	 * {@link InvalidModelException} when it does not run on this machine
	 */
	@Override
	public float[] logits(DecodedImage image) {
		return this.model.join().logits(image);
	}

	/**
	 * Waits until the network has predicted often enough to be fast.
	 * @throws java.util.concurrent.CompletionException because of an
	 * {@link InvalidModelException} when it does not run on this machine
	 */
	public void awaitWarmUp() {
		this.warmUp.join();
	}

	@Override
	public void close() {
		this.warmUp.exceptionally((refused) -> null).join();
		// One that was refused holds nothing.
		this.model.thenAccept(DjlModel::close).exceptionally((refused) -> null).join();
	}

}
