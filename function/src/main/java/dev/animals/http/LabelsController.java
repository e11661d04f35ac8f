package dev.animals.http;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;
import dev.animals.vocabulary.Meaning;
import dev.animals.vocabulary.Suggestion;
import dev.animals.vocabulary.Vocabulary;

/**
 * Answers {@code GET /labels}, which finds the names that feedback accepts.
 */
@RestController
class LabelsController {

	private static final int MOST_NAMES = 50;

	private static final int DEFAULT_NAMES = 10;

	private final Vocabulary vocabulary;

	private final Responses responses;

	LabelsController(Vocabulary vocabulary, Responses responses) {
		this.vocabulary = vocabulary;
		this.responses = responses;
	}

	@GetMapping("/labels")
	ResponseEntity<byte[]> find(HttpServletRequest request) {
		QueryParameters parameters = new QueryParameters(request.getQueryString(), "q=lemur&limit=10");
		String query = parameters.text("q");
		if (query.length() > Vocabulary.LONGEST_WORD) {
			throw new RejectedException(Reason.QUERY_TOO_LONG,
					"The parameter q has %d characters, but at most %d are read.".formatted(query.length(),
							Vocabulary.LONGEST_WORD));
		}
		int limit = parameters.number("limit", MOST_NAMES, DEFAULT_NAMES);
		Meaning meaning = this.vocabulary.meaning(query);
		return this.responses.json(new Names(this.vocabulary.suggest(query, limit),
				(meaning instanceof Meaning.OtherAnimal(String name)) ? name : null));
	}

	/**
	 * The names that fit a query.
	 *
	 * @param suggestions the names, best first
	 * @param otherAnimal the animal that the query names if the model does not know it
	 */
	private record Names(List<Suggestion> suggestions, @Nullable String otherAnimal) {
	}

}
