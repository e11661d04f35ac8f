package dev.animals.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The precision of the numbers that a network computes with. Answers differ slightly
 * between precisions, so each one has a calibration of its own and is part of the model's
 * identity.
 */
public enum Precision {

	/** Computes the same answers on every machine. */
	FLOAT32(""),

	/**
	 * Needs a processor that multiplies bfloat16: AMD since Zen 4, Intel since Cooper
	 * Lake. On others libtorch emulates it, which is slower than float32.
	 */
	BFLOAT16("avx512_bf16"),

	/**
	 * Needs a processor that sums products of 8-bit numbers in 32 bits (VNNI): AMD since
	 * Zen 4, Intel since Cascade Lake. On others such sums overflow, so answers would be
	 * wrong.
	 */
	INT8("avx512_vnni");

	private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

	private final String flag;

	Precision(String flag) {
		this.flag = flag;
	}

	/**
	 * Returns whether a processor has the instructions that this precision needs. On
	 * other processors libtorch emulates bfloat16, and its sums in int8 overflow.
	 * @param flags the flags of the processor
	 */
	boolean isComputedBy(Set<String> flags) {
		return this.flag.isEmpty() || flags.contains(this.flag);
	}

	/**
	 * Returns whether this machine's processor has the instructions.
	 * @return whether the processor lists the flag
	 */
	public boolean isComputedHere() {
		return isComputedBy(flagsOfThisMachine());
	}

	/**
	 * Returns the name of the file with the calibration.
	 * @return a file name in the model's folder
	 */
	public String calibrationFile() {
		return (this == FLOAT32) ? "calibration.yaml" : "calibration-%s.yaml".formatted(this);
	}

	/** Returns the processor's flag that this precision needs; empty if it needs none. */
	String flag() {
		return this.flag;
	}

	static Set<String> flagsOfThisMachine() {
		if (!Files.isReadable(PROCESSORS)) {
			return Set.of();
		}
		try (Stream<String> lines = Files.lines(PROCESSORS)) {
			return lines.filter((line) -> line.startsWith("flags"))
				.findFirst()
				.map((line) -> Set.copyOf(List.of(line.split("\\s+"))))
				.orElse(Set.of());
		}
		catch (IOException ex) {
			return Set.of();
		}
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
