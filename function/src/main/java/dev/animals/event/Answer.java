package dev.animals.event;

import java.util.List;

import dev.animals.classification.Candidate;

/**
 * What a sender is told of a picture.
 *
 * @param id this prediction's id, derived from the request's source and id: the same when
 * an event comes again
 * @param prediction signed token to send back with feedback
 * @param verdict {@code animal}, {@code not_animal} or {@code unknown}
 * @param top the most probable animals, best first
 * @param model which network answered
 */
public record Answer(String id, String prediction, String verdict, List<Candidate> top, ModelVersion model) {

	/**
	 * Which network answered.
	 *
	 * @param name for instance {@code lite0}
	 * @param version semantic version of its files
	 */
	public record ModelVersion(String name, String version) {
	}

}
