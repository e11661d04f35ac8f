package dev.animals.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The elements of a BYTES tensor in binary: the length of each as an unsigned
 * little-endian number of 32 bits, followed by its bytes.
 */
final class BinaryElements {

	private BinaryElements() {
	}

	/**
	 * Splits a tensor.
	 * @param binary the tensor
	 * @param count the number of elements
	 * @return the elements
	 */
	static List<byte[]> split(byte[] binary, int count) {
		ByteBuffer buffer = ByteBuffer.wrap(binary).order(ByteOrder.LITTLE_ENDIAN);
		List<byte[]> elements = new ArrayList<>();
		while (elements.size() < count && buffer.remaining() >= Integer.BYTES) {
			long length = Integer.toUnsignedLong(buffer.getInt());
			if (length > buffer.remaining()) {
				throw Malformed.because("Element %d of the input 'image' announces %d bytes, but only %d follow.",
						elements.size(), length, buffer.remaining());
			}
			byte[] element = new byte[(int) length];
			buffer.get(element);
			elements.add(element);
		}
		if (buffer.hasRemaining()) {
			throw Malformed.because("%d bytes follow the %d elements of the input 'image'.", buffer.remaining(), count);
		}
		return elements;
	}

}
