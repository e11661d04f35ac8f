package dev.animals.http;

import java.util.concurrent.atomic.AtomicReference;

import org.springframework.context.annotation.Primary;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;

/**
 * The real decoder, which also records its input.
 */
@Primary
class RecordingDecoder extends ImageDecoder {

	private final AtomicReference<byte[]> latest = new AtomicReference<>(new byte[0]);

	RecordingDecoder(ImageLimits limits) {
		super(limits);
	}

	@Override
	public DecodedImage decode(byte[] bytes, int targetSize) {
		this.latest.set(bytes.clone());
		return super.decode(bytes, targetSize);
	}

	/** Returns the photo that was decoded last. */
	byte[] latest() {
		return this.latest.get();
	}

}
