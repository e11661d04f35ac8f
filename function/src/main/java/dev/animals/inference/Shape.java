package dev.animals.inference;

import java.util.List;
import java.util.stream.IntStream;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * The shape of the input.
 */
final class Shape {

	private static final int CHANNELS = 3;

	private final List<Integer> dimensions;

	private final int batch;

	/**
	 * Creates a shape.
	 * @param dimensions the sizes, each at least 1
	 * @param batch the largest number of photos in a request
	 */
	Shape(List<Integer> dimensions, int batch) {
		this.dimensions = dimensions;
		this.batch = batch;
	}

	/**
	 * Returns the number of encoded photos: the shape is {@code [n]} or {@code [n,1]}.
	 */
	int elements() {
		boolean fits = this.dimensions.size() == 1 || (this.dimensions.size() == 2 && this.dimensions.get(1) == 1);
		if (!fits) {
			throw Malformed.because("The shape of a BYTES input must be [n] or [n,1] for n photos, not %s.",
					this.dimensions);
		}
		return checkBatch(this.dimensions.getFirst());
	}

	private int checkBatch(int photos) {
		if (photos > this.batch) {
			throw new RejectedException(Reason.TOO_LARGE,
					"The request has %d photos, but the limit is %d. Split it into smaller requests.".formatted(photos,
							this.batch));
		}
		return photos;
	}

	/** Checks that there are as many elements as the shape says. */
	List<byte[]> check(List<byte[]> elements) {
		if (elements.size() != elements()) {
			throw Malformed.because("The shape of the input 'image' is %s, but its data has %s%d elements.",
					this.dimensions, (elements.size() > this.batch) ? "more than " : "",
					Math.min(elements.size(), this.batch));
		}
		return elements;
	}

	/**
	 * Returns the photos of a UINT8 input: one encoded photo ({@code [k]} or
	 * {@code [1,k]}), or raw pixels ({@code [h,w,3]} or {@code [n,h,w,3]}).
	 * @param bytes the elements of the tensor
	 * @return the encoded photos
	 */
	List<byte[]> pictures(byte[] bytes) {
		long size = this.dimensions.stream().mapToLong(Integer::longValue).reduce(1, Shape::product);
		if (size != bytes.length) {
			throw Malformed.because("The shape of the input 'image' is %s, but its data has %d elements.",
					this.dimensions, bytes.length);
		}
		return switch (this.dimensions.size()) {
			case 1 -> List.of(bytes);
			case 2 -> {
				if (this.dimensions.getFirst() != 1) {
					throw wrong();
				}
				yield List.of(bytes);
			}
			case 3 -> rgb(bytes, 1, this.dimensions);
			case 4 -> rgb(bytes, checkBatch(this.dimensions.getFirst()), this.dimensions.subList(1, 4));
			default -> throw wrong();
		};
	}

	/**
	 * Multiplies, and limits the product to the largest int, so that no further product
	 * can overflow.
	 */
	private static long product(long one, long other) {
		return Math.min(one * other, Integer.MAX_VALUE);
	}

	private List<byte[]> rgb(byte[] bytes, int pictures, List<Integer> picture) {
		int height = picture.get(0);
		int width = picture.get(1);
		if (picture.get(2) != CHANNELS) {
			throw wrong();
		}
		int size = bytes.length / pictures;
		return IntStream.range(0, pictures)
			.mapToObj((i) -> RawPicture.toBitmap(bytes, i * size, width, height))
			.toList();
	}

	private RuntimeException wrong() {
		return Malformed.because("The shape of a UINT8 input must be [k] or [1,k] for the k bytes of one photo, or"
				+ " [h,w,3] or [n,h,w,3] for red, green and blue, not %s.", this.dimensions);
	}

}
