package dev.animals.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The precision to compute with, as an operator sets it. If the nodes of a cluster
 * differ, set one precision, so that all pods serve the same model.
 */
public enum PrecisionSetting {

	/**
	 * The fastest precision that the network has, the processor computes in and the model
	 * is calibrated for.
	 */
	AUTO,

	/** Always {@link Precision#FLOAT32}. */
	FLOAT32,

	/**
	 * Always {@link Precision#BFLOAT16}. If it is not available, the service does not
	 * start.
	 */
	BFLOAT16,

	/**
	 * Always {@link Precision#INT8}. If it is not available, the service does not start.
	 */
	INT8;

	/**
	 * Chooses a precision.
	 * @param folder the folder of the model
	 * @param description its description, which lists the precisions, fastest first
	 * @param flags the flags of the processor
	 * @return the precision
	 * @throws InvalidModelException if one precision is set, and the model or the
	 * processor does not have it
	 */
	Precision choose(Path folder, ModelDescription description, Set<String> flags) {
		return switch (this) {
			case AUTO -> description.precisions()
				.stream()
				.filter((precision) -> description.isComputedBy(precision, flags)
						&& isReady(folder, description, precision))
				.findFirst()
				.orElse(description.precisions().getLast());
			case FLOAT32 -> require(Precision.FLOAT32, folder, description, flags);
			case BFLOAT16 -> require(Precision.BFLOAT16, folder, description, flags);
			case INT8 -> require(Precision.INT8, folder, description, flags);
		};
	}

	private static Precision require(Precision precision, Path folder, ModelDescription description,
			Set<String> flags) {
		if (!description.isComputedBy(precision, flags)) {
			throw new InvalidModelException(("This processor does not compute in %s: its flags in /proc/cpuinfo lack "
					+ "%s. Set animals.model.precision to float32 or auto, or run the service on another node.")
				.formatted(precision, precision.flag()));
		}
		if (!description.precisions().contains(precision) || !hasNetwork(folder, description, precision)) {
			throw new InvalidModelException(("The model in %s has no network in %s. It has: %s. "
					+ "Set animals.model.precision to one of them or to auto.")
				.formatted(folder, precision, names(description)));
		}
		if (!isReady(folder, description, precision)) {
			throw new InvalidModelException(("The model in %s is not calibrated for %s: %s is missing. "
					+ "Write it with make calibrate, or set animals.model.precision to auto.")
				.formatted(folder, precision, precision.calibrationFile()));
		}
		return precision;
	}

	/** Tells whether the network and the calibration exist. Float32 is checked later. */
	private static boolean isReady(Path folder, ModelDescription description, Precision precision) {
		return precision == Precision.FLOAT32 || (hasNetwork(folder, description, precision)
				&& Files.exists(folder.resolve(precision.calibrationFile())));
	}

	private static boolean hasNetwork(Path folder, ModelDescription description, Precision precision) {
		return precision == Precision.FLOAT32
				|| ModelFolder.networks(folder, description, precision).findAny().isPresent();
	}

	private static String names(ModelDescription description) {
		return description.precisions().stream().map(Precision::toString).collect(Collectors.joining(", "));
	}

}
