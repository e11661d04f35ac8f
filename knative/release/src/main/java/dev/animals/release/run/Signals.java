package dev.animals.release.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

import dev.animals.release.ExitCode;

/**
 * Interrupts a command on a signal such as Ctrl-C, so that it can end in an orderly way
 * and with its own exit code.
 */
public final class Signals {

	private static final int SECONDS = 60;

	private Signals() {
	}

	/**
	 * Runs a command in this thread. A signal interrupts the thread.
	 * @param command the command, which returns its exit code
	 * @return the exit code
	 */
	public static int interrupt(IntSupplier command) {
		AtomicInteger code = new AtomicInteger(ExitCode.STOPPED.code());
		CountDownLatch done = new CountDownLatch(1);
		Thread caller = Thread.currentThread();
		Thread hook = new Thread(() -> {
			caller.interrupt();
			try {
				var _ = done.await(SECONDS, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			Runtime.getRuntime().halt(code.get());
		});
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			code.set(command.getAsInt());
			return code.get();
		}
		finally {
			done.countDown();
			remove(hook);
		}
	}

	private static void remove(Thread hook) {
		try {
			var _ = Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			// The process is ending because of a signal; the hook sets the exit code.
			return;
		}
	}

}
