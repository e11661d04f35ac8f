package dev.animals.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The parts of an image that depend on its inference engine: native libraries, JVM flags,
 * licences and the network. All other files are the same for all engines.
 */
sealed interface InferenceEngine permits PyTorchEngine, OnnxRuntimeEngine {

	/**
	 * Finds the engine among the service's libraries, which contain only the engine that
	 * was chosen in Maven.
	 * @param libraries the service and its libraries
	 * @return the engine
	 * @throws IllegalStateException if the libraries of the engine are not complete
	 */
	static InferenceEngine of(Libraries libraries) {
		return libraries.contain(OnnxRuntimeEngine.ARTIFACT) ? OnnxRuntimeEngine.of(libraries)
				: PyTorchEngine.of(libraries);
	}

	/**
	 * Returns the name that the setting {@code ENGINE} and the folder with the licences
	 * use.
	 * @return the name
	 */
	String name();

	/**
	 * Lists the networks that the service may load. The image leaves out others.
	 * @param model the folder of the model
	 * @return their paths; empty if the model is for another engine
	 * @throws IOException if the folder cannot be read
	 */
	List<Path> networks(Path model) throws IOException;

	/**
	 * Lists the archives with the engine's native libraries.
	 * @return their paths
	 */
	List<Path> archives();

	/**
	 * Lists the archives with native libraries that also contain classes. The image
	 * contains them without their native libraries.
	 * @return their paths
	 */
	List<Path> archivesWithClasses();

	/**
	 * Unpacks the native libraries into the folder that {@link #flags} name.
	 * @param natives the image's folder of native libraries
	 * @throws IOException if an archive lacks a library
	 * @throws InterruptedException if this thread is interrupted
	 */
	void unpack(Path natives) throws IOException, InterruptedException;

	/**
	 * Returns the flags with which the engine finds its libraries, so that it unpacks,
	 * searches for and downloads nothing at start.
	 * @param natives the image's folder of native libraries
	 * @return JVM flags
	 */
	List<String> flags(Path natives);

}
