package dev.animals.release.smoke;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Thumbnail;

import static java.util.Objects.requireNonNull;

/**
 * Sends the photos of a folder to both revisions, in several modes.
 */
public final class SmokeSet implements Smoke {

	private static final int ATTEMPTS = 3;

	private final List<LabelledPhoto> photos;

	private final List<PhotoMode> modes;

	private final TagClient client;

	/**
	 * Creates the smoke set.
	 * @param photos the photos and their labels
	 * @param modes how each photo is sent
	 * @param ingress {@code HOST:PORT} of the gateway to call if DNS does not resolve the
	 * addresses
	 */
	public SmokeSet(List<LabelledPhoto> photos, List<PhotoMode> modes, Optional<String> ingress) {
		this.photos = photos;
		this.modes = List.copyOf(modes);
		this.client = new TagClient(ingress);
	}

	@Override
	public SmokeResult run(Map<String, String> urls) throws InterruptedException {
		List<PhotoAnswers> answers = new ArrayList<>();
		for (LabelledPhoto photo : this.photos) {
			for (PhotoMode mode : this.modes) {
				SmokeAnswer stable = stable(requireNonNull(urls.get("stable")), photo, mode);
				if (stable.broken()) {
					// Without stable's answer there is nothing to compare the candidate
					// with.
					answers.add(answers(photo, mode, stable, stable));
					return new SmokeResult(answers);
				}
				answers.add(answers(photo, mode, stable,
						this.client.classify(requireNonNull(urls.get("candidate")), photo.bytes(), mode)));
			}
		}
		return new SmokeResult(answers);
	}

	/**
	 * Tries several times, so that one lost request to stable does not end the rollout.
	 */
	private SmokeAnswer stable(String url, LabelledPhoto photo, PhotoMode mode) throws InterruptedException {
		SmokeAnswer answer = this.client.classify(url, photo.bytes(), mode);
		for (int attempt = 1; attempt < ATTEMPTS && answer.broken(); attempt++) {
			answer = this.client.classify(url, photo.bytes(), mode);
		}
		return answer;
	}

	private static PhotoAnswers answers(LabelledPhoto photo, PhotoMode mode, SmokeAnswer stable,
			SmokeAnswer candidate) {
		// Any answer may be right for an animal that the model does not know.
		Set<String> right = photo.labels().contains(LabelledPhoto.ANIMAL) ? Set.of() : Set.copyOf(photo.labels());
		return new PhotoAnswers(photo.name(), mode, right, stable, candidate,
				(mode == PhotoMode.PLAIN) ? Thumbnail.of(photo.bytes()) : "");
	}

}
