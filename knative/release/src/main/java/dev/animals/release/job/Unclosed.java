package dev.animals.release.job;

import java.io.OutputStream;
import java.io.PrintStream;

/** Keeps standard output open after the end of a log. */
final class Unclosed extends OutputStream {

	private final PrintStream out;

	Unclosed(PrintStream out) {
		this.out = out;
	}

	@Override
	public void write(int value) {
		this.out.write(value);
	}

	@Override
	public void write(byte[] bytes, int from, int length) {
		this.out.write(bytes, from, length);
		this.out.flush();
	}

}
