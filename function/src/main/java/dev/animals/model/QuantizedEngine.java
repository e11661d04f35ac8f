package dev.animals.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * Selects the library that packs libtorch's int8 convolutions. DJL has no method for it.
 * The default packs depthwise convolutions for FBGEMM, which is slower, rounds more, and
 * cannot add the input of a block in the same step.
 */
final class QuantizedEngine {

	/** The value {@code ONEDNN} of the enumeration {@code c10::QEngine}. */
	private static final int ONEDNN = 3;

	private static final Path MAPS = Path.of("/proc/self/maps");

	private QuantizedEngine() {
	}

	/**
	 * Calls {@code at::globalContext().setQEngine(at::kONEDNN)}. The engine must be
	 * loaded.
	 * @throws InvalidModelException if this libtorch does not have the functions
	 */
	static void useOneDnn() {
		try {
			NativeLibrary library = NativeLibrary.getInstance(libtorch());
			Pointer context = library.getFunction("_ZN2at13globalContextEv").invokePointer(new Object[0]);
			library.getFunction("_ZN2at7Context10setQEngineEN3c107QEngineE")
				.invokeVoid(new Object[] { context, ONEDNN });
		}
		catch (IOException | UnsatisfiedLinkError ex) {
			throw new InvalidModelException("This libtorch cannot compute in int8, because its engine for quantized "
					+ "networks cannot be set. Set animals.model.precision to bfloat16 or float32.", ex);
		}
	}

	private static String libtorch() throws IOException {
		try (Stream<String> maps = Files.lines(MAPS)) {
			return maps.filter((line) -> line.endsWith("/libtorch_cpu.so"))
				.map((line) -> line.substring(line.indexOf('/')))
				.findFirst()
				.orElseThrow(() -> new IOException("libtorch_cpu.so is not among the libraries of this process"));
		}
	}

}
