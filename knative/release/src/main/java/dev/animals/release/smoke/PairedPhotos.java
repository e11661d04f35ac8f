package dev.animals.release.smoke;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the mistakes of both revisions on the same photos. Only photos that exactly
 * one of them got wrong tell them apart (McNemar, Psychometrika 1947). If the candidate
 * is no worse than stable, it is wrong for at most half of these photos. The evidence
 * against this hypothesis is an e-process, so photos can be added until there is enough
 * evidence.
 * <p>
 * A photo counts once, however many modes it is sent in.
 */
final class PairedPhotos {

	private PairedPhotos() {
	}

	static double evidence(List<PhotoAnswers> answers) {
		Map<String, Boolean> candidateWrong = new LinkedHashMap<>();
		Map<String, Boolean> stableWrong = new LinkedHashMap<>();
		for (PhotoAnswers answer : answers) {
			if (answer.isLabelled()) {
				candidateWrong.merge(answer.photo(), !answer.isRight(answer.candidate()), Boolean::logicalOr);
				stableWrong.merge(answer.photo(), !answer.isRight(answer.stable()), Boolean::logicalOr);
			}
		}
		double evidence = 1;
		double candidateOnly = 0;
		double discordant = 0;
		for (Map.Entry<String, Boolean> photo : candidateWrong.entrySet()) {
			if (!photo.getValue().equals(stableWrong.get(photo.getKey()))) {
				double expected = Math.max(0.5, (candidateOnly + 1) / (discordant + 2));
				evidence *= (photo.getValue() ? expected : 1 - expected) / 0.5;
				candidateOnly += photo.getValue() ? 1 : 0;
				discordant++;
			}
		}
		return evidence;
	}

}
