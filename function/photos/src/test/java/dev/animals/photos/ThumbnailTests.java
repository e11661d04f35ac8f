package dev.animals.photos;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThumbnailTests {

	@Test
	void makesSmallPictures() {
		assertThat(Thumbnail.of(Photos.read("large.jpg"))).startsWith("data:image/jpeg;base64,")
			.hasSizeLessThan(12_000);
	}

	@Test
	void takesAPhotoAsItIsThatTheJdkCannotRead() {
		assertThat(Thumbnail.of(Photos.read("photo.webp"))).startsWith("data:image/*;base64,");
	}

	@Test
	void makesNoPictureOfAPhotoThatIsTooLarge() {
		assertThat(Thumbnail.of(new byte[200_000])).isEmpty();
	}

	@Test
	void makesADecodedImageAsSmallAsTheCallerWants() throws IOException {
		String address = Thumbnail.of(new BufferedImage(400, 100, BufferedImage.TYPE_INT_RGB), 160);
		BufferedImage small = ImageIO
			.read(new ByteArrayInputStream(Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1))));
		assertThat(small.getWidth()).isEqualTo(160);
		assertThat(small.getHeight()).isEqualTo(40);
	}

}
