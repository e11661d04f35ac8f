package dev.animals.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The precision of the numbers that the packed network computes with.
 */
public enum Precision {

	/**
	 * Uses bfloat16 on processors that can multiply it (AVX512_BF16: AMD since Zen 4,
	 * Intel since Cooper Lake) and float32 on others. A prediction with bfloat16 takes
	 * two thirds of the time, but its confidence differs slightly from float32.
	 */
	AUTO,

	/** Uses float32, which gives the same answers on every machine. */
	FLOAT32;

	private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

	boolean isBfloat16() {
		return this == AUTO && Files.isReadable(PROCESSORS) && multipliesBfloat16();
	}

	/**
	 * Checks for the instruction. Without it, libtorch emulates bfloat16, which is slower
	 * than float32.
	 */
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
