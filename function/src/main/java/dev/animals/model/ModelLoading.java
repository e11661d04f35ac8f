package dev.animals.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.animals.image.DecodedImage;

/**
 * Reads, checks, loads and warms up the model in the background, while the rest of the
 * service starts. Each method waits only for the part that it needs.
 */
public final class ModelLoading implements AnimalModel {

	private static final Executor THREADS = (task) -> Thread.ofPlatform().daemon().name("model-loading").start(task);

	private final CompletableFuture<ModelFolder> folder;

	private final CompletableFuture<DjlModel> model;

	private final CompletableFuture<Void> warmUp;

	/**
	 * Starts to load the model.
	 * @param settings the model and the number of predictors
	 */
	public ModelLoading(ModelSettings settings) {
		this.folder = CompletableFuture
			.supplyAsync(() -> ModelFolder.openUncheckedNetworks(settings.folder(), settings.precision()), THREADS);
		CompletableFuture<Void> checked = this.folder.thenAcceptAsync(ModelFolder::checkNetworks, THREADS);
		this.model = this.folder.thenAcceptAsync((whole) -> DjlModelLoader.loadEngine(whole.description()), THREADS)
			.thenCombineAsync(checked, (engine, network) -> DjlModel.load(folder(), settings.predictors()), THREADS);
		this.warmUp = this.model.thenAcceptAsync(
				(loaded) -> WarmUp.run(loaded, folder().description().input().side(), settings.predictors()), THREADS);
	}

	/**
	 * Waits for the description, the calibration and the labels of the model.
	 * @return the folder of the model
	 * @throws java.util.concurrent.CompletionException if a file is missing or invalid;
	 * the cause is an {@link InvalidModelException}
	 */
	public ModelFolder folder() {
		return this.folder.join();
	}

	/**
	 * Waits until the network is loaded and runs it.
	 * @throws java.util.concurrent.CompletionException if the network does not run on
	 * this machine; the cause is an {@link InvalidModelException}
	 */
	@Override
	public float[] logits(DecodedImage image) {
		return this.model.join().logits(image);
	}

	/**
	 * Waits until the network is loaded and runs it.
	 * @throws java.util.concurrent.CompletionException if the network does not run on
	 * this machine; the cause is an {@link InvalidModelException}
	 */
	@Override
	public ActivationMaps activationMaps(DecodedImage image) {
		return this.model.join().activationMaps(image);
	}

	/**
	 * Waits until the network is warmed up.
	 * @throws java.util.concurrent.CompletionException if the network does not run on
	 * this machine; the cause is an {@link InvalidModelException}
	 */
	public void awaitWarmUp() {
		this.warmUp.join();
	}

	@Override
	public void close() {
		this.warmUp.exceptionally((failure) -> null).join();
		// A model that failed to load holds no native memory, so its failure is ignored.
		this.model.thenAccept(DjlModel::close).exceptionally((failure) -> null).join();
	}

}
