package dev.animals.load;

import java.util.List;
import java.util.Objects;

import dev.animals.photos.LabelledPhoto;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ModeTests {

	@ParameterizedTest
	@CsvSource({ "koala.jpg, image/jpeg", "cats/TOM.JPG, image/jpeg", "a.jpeg, image/jpeg", "alpha.png, image/png",
			"photo.webp, image/webp" })
	void sendsAPhotoWithTheMediaTypeOfItsName(String name, String type) {
		LabelledPhoto photo = new LabelledPhoto(name, List.of("koala"),
				Objects.requireNonNull(Mode.class.getResource("/photos/koala.jpg")));
		assertThat(Mode.type(photo)).isEqualTo(type);
	}

}
