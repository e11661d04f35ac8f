package dev.animals.calibration;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Subject;
import dev.animals.photos.InvalidPhotosException;
import dev.animals.photos.LabelledPhoto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CommonPhotosTests {

	private static final List<ClassLabel> MODEL = List.of(new ClassLabel("koala", "marsupial"),
			new ClassLabel("wombat", "marsupial"));

	private static final List<ClassLabel> AGAINST = List.of(new ClassLabel("tabby", "cat"),
			new ClassLabel("koala", "marsupial"));

	@Test
	void findsTheClassOfEachModelByItsName() {
		CommonPhotos common = common("koala");
		assertThat(common.leftOut()).isEmpty();
		assertThat(common.model().getFirst().accepted()).containsExactly(0);
		assertThat(common.against().getFirst().accepted()).containsExactly(1);
	}

	@Test
	void keepsPhotosWithoutAClass() {
		assertThat(common("not_animal").model()).hasSize(1);
		assertThat(common("animal").against()).hasSize(1);
	}

	@Test
	void leavesOutAPhotoWhoseLabelOnlyOneModelHas() {
		CommonPhotos common = common("wombat");
		assertThat(common.model()).isEmpty();
		assertThat(common.against()).isEmpty();
		assertThat(common.leftOut()).containsEntry("photo.jpg",
				"the label wombat does not name the same class of both models");
	}

	@Test
	void leavesOutAPhotoWhoseIndexMeansDifferentClasses() {
		assertThat(common("0").leftOut()).containsOnlyKeys("photo.jpg");
	}

	@Test
	void rejectsALabelThatNeitherModelHas() {
		assertThatExceptionOfType(InvalidPhotosException.class).isThrownBy(() -> common("kaola"))
			.withMessageStartingWith("The label \"kaola\" of photo.jpg is neither");
	}

	private static CommonPhotos common(String label) {
		LabelledPhoto photo = ComparedPhotos.photo("photo.jpg", label);
		return CommonPhotos.of(List.of(photo), Subject.ANIMAL, MODEL, AGAINST);
	}

}
