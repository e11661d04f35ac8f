package dev.animals.event;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.cloudevents.CloudEvent;

import dev.animals.image.ImageDecoder;
import dev.animals.rejection.RejectedException;

/**
 * The photos of one request that are answered together or not at all. All of them
 * together have one limit of decoding time.
 */
final class PhotosOfRequest {

	private PhotosOfRequest() {
	}

	/**
	 * Prepares the same work for each photo.
	 * @param <T> the type of the results
	 * @param photos events whose data are photos
	 * @param work decodes a photo and returns its result
	 * @return the work for each photo, in order. If there are several photos, the detail
	 * of a rejection names the one that was rejected.
	 */
	static <T> List<Supplier<T>> each(List<CloudEvent> photos, Function<CloudEvent, T> work) {
		return ImageDecoder.together(IntStream.range(0, photos.size())
			.<Supplier<T>>mapToObj((index) -> () -> named(photos, index, work))
			.toList());
	}

	private static <T> T named(List<CloudEvent> photos, int index, Function<CloudEvent, T> work) {
		try {
			return work.apply(photos.get(index));
		}
		catch (RejectedException ex) {
			throw (photos.size() == 1) ? ex : new RejectedException(ex.reason(),
					"Image %d, counted from 0: %s".formatted(index, ex.detail()), ex.suggestions());
		}
	}

}
