package dev.animals.release.smoke;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.animals.photos.LabelledPhoto;

import static java.util.Objects.requireNonNull;

/**
 * Sends the photos of a folder to both revisions.
 */
public final class SmokeSet implements Smoke {

	private static final int ATTEMPTS = 3;

	private final List<LabelledPhoto> photos;

	private final TagClient client;

	/**
	 * Creates the smoke set.
	 * @param photos the photos and their labels
	 * @param ingress {@code HOST:PORT} of the gateway to call if DNS does not resolve the
	 * addresses
	 */
	public SmokeSet(List<LabelledPhoto> photos, Optional<String> ingress) {
		this.photos = photos;
		this.client = new TagClient(ingress);
	}

	@Override
	public SmokeResult run(Map<String, String> urls) throws InterruptedException {
		List<PhotoAnswers> answers = new ArrayList<>();
		for (LabelledPhoto photo : this.photos) {
			SmokeAnswer stable = stable(requireNonNull(urls.get("stable")), photo);
			if (stable.broken()) {
				// Without stable's answer there is nothing to compare the candidate with.
				answers.add(answers(photo, stable, stable));
				break;
			}
			answers.add(
					answers(photo, stable, this.client.classify(requireNonNull(urls.get("candidate")), photo.bytes())));
		}
		return new SmokeResult(answers);
	}

	/**
	 * Tries several times, so that one lost request to stable does not end the rollout.
	 */
	private SmokeAnswer stable(String url, LabelledPhoto photo) throws InterruptedException {
		SmokeAnswer answer = this.client.classify(url, photo.bytes());
		for (int attempt = 1; attempt < ATTEMPTS && answer.broken(); attempt++) {
			answer = this.client.classify(url, photo.bytes());
		}
		return answer;
	}

	private static PhotoAnswers answers(LabelledPhoto photo, SmokeAnswer stable, SmokeAnswer candidate) {
		// Any answer may be right for an animal that the model does not know.
		Set<String> right = photo.labels().contains(LabelledPhoto.ANIMAL) ? Set.of() : Set.copyOf(photo.labels());
		return new PhotoAnswers(photo.name(), right, stable, candidate, Thumbnail.of(photo.bytes()));
	}

}
