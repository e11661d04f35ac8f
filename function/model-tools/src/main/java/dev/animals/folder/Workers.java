package dev.animals.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Processes files on several platform threads, in about the order of the files. If one
 * file fails, no further files are started.
 */
final class Workers {

	private Workers() {
	}

	static void run(int threads, List<Path> files, Work work) throws IOException {
		Queue<Path> waiting = new ConcurrentLinkedQueue<>(files);
		try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				running.add(workers.submit(() -> {
					work(waiting, work);
					return null;
				}));
			}
			for (Future<?> worker : running) {
				worker.get();
			}
		}
		catch (ExecutionException ex) {
			throw new IOException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while photos are classified", ex);
		}
	}

	private static void work(Queue<Path> waiting, Work work) throws IOException {
		try {
			for (Path file = waiting.poll(); file != null; file = waiting.poll()) {
				work.accept(file);
			}
		}
		finally {
			// If the work failed, the other threads start no further files.
			waiting.clear();
		}
	}

	/** The work for one file. */
	interface Work {

		void accept(Path file) throws IOException;

	}

}
