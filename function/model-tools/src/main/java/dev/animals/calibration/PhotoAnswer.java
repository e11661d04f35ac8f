package dev.animals.calibration;

import dev.animals.calibration.Figures.Answer;
import dev.animals.photos.LabelledPhoto;

/**
 * A model's answer to a labelled photo.
 *
 * @param photo the photo
 * @param answer the answer
 */
record PhotoAnswer(LabelledPhoto photo, Answer answer) {
}
