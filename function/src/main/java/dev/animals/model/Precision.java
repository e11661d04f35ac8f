package dev.animals.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The numbers that the packed network computes with.
 */
public enum Precision {

	/**
	 * bfloat16 where the processor multiplies it (AVX512_BF16: AMD since Zen 4, Intel
	 * since Cooper Lake), in two thirds of the time, otherwise float32. Confidences then
	 * depend a little on the machine.
	 */
	AUTO,

	/** The same answers everywhere. */
	FLOAT32;

	private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

	boolean isBfloat16() {
		return this == AUTO && Files.isReadable(PROCESSORS) && multipliesBfloat16();
	}

	/** Without the instruction libtorch emulates it, which is slower than float32. */
	private static boolean multipliesBfloat16() {
		try (Stream<String> lines = Files.lines(PROCESSORS)) {
			return lines.filter((line) -> line.startsWith("flags"))
				.findFirst()
				.filter((flags) -> Arrays.asList(flags.split("\\s")).contains("avx512_bf16"))
				.isPresent();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
