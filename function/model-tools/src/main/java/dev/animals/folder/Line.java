package dev.animals.folder;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.animals.event.Answer;
import dev.animals.rejection.Problem;
import dev.animals.rejection.RejectedException;

/**
 * One line of the file of answers, for one photo. It has either an answer or a rejection.
 *
 * @param path the path of the photo relative to the folder
 * @param answer the answer, as {@code POST /classify} returns it
 * @param rejection why the photo was rejected
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Line(String path, @Nullable Answer answer, @Nullable Rejection rejection) {

	static Line answered(String path, Answer answer) {
		return new Line(path, answer, null);
	}

	static Line rejected(String path, RejectedException ex) {
		return new Line(path, null, new Rejection(Problem.of(ex).type(), String.valueOf(ex.reason()), ex.detail()));
	}

	static Line unreadable(String path, String detail) {
		return new Line(path, null, new Rejection("about:blank", "unreadable", detail));
	}

	/**
	 * Why a photo was rejected.
	 *
	 * @param type the type of the problem that {@code POST /classify} returns, or
	 * {@code about:blank} for a file that cannot be read
	 * @param reason the last part of the type, or {@code unreadable}
	 * @param detail a sentence that says what is wrong with the file
	 */
	record Rejection(String type, String reason, String detail) {
	}

}
