package dev.animals.benchmark;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.photos.Photos;

import static java.util.Objects.requireNonNull;

/**
 * Measures how long a photo takes to decode.
 */
@State(Scope.Benchmark)
public class DecodeBenchmark {

	@Param("koala.jpg")
	public String photo = "koala.jpg";

	/**
	 * The folder of the native libraries. If there is no such folder, the service decodes
	 * in Java. An empty path selects the libraries in the service's resources.
	 */
	@Param("")
	public String libraries = "";

	private byte[] bytes = {};

	private @Nullable ImageDecoder decoder;

	@Setup
	public void open() {
		if (!this.libraries.isEmpty()) {
			System.setProperty("animals.native.directory", this.libraries);
		}
		this.decoder = new ImageDecoder(ImageLimits.defaults());
		this.bytes = Photos.read(this.photo);
	}

	@Benchmark
	public DecodedImage decode() {
		return requireNonNull(this.decoder).decode(this.bytes, Inputs.SIDE);
	}

}
