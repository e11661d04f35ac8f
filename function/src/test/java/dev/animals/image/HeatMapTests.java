package dev.animals.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class HeatMapTests {

	private final HeatMap hotAtTheRight = new HeatMap(1, 2, List.of(0.0, 1.0));

	@Test
	void interpolatesBetweenTheMiddlesOfTheCells() {
		HeatMap map = new HeatMap(2, 2, List.of(0.0, 1.0, 0.5, 0.5));
		assertThat(map.heat(0.25, 0.25)).isZero();
		assertThat(map.heat(0.75, 0.25)).isEqualTo(1);
		assertThat(map.heat(0.5, 0.25)).isCloseTo(0.5, within(1e-9));
		assertThat(map.heat(1, 0)).isEqualTo(1);
		assertThat(map.heat(0.75, 0.5)).isCloseTo(0.75, within(1e-9));
	}

	@Test
	void coloursHotPlacesAndDarkensColdOnes() throws IOException {
		BufferedImage drawing = draw(white(100, 50));
		assertThat(drawing.getWidth()).isEqualTo(100);
		assertThat(drawing.getHeight()).isEqualTo(50);
		assertThat(drawing.getRGB(99, 25)).isEqualTo(0xffff7373);
		assertThat(drawing.getRGB(0, 25)).isEqualTo(0xff666666);
	}

	@Test
	void drawsLongPhotosSmaller() throws IOException {
		BufferedImage drawing = draw(white(16, 40_000));
		assertThat(drawing.getHeight()).isEqualTo(1250);
		assertThat(drawing.getWidth()).isEqualTo(1);
	}

	@Test
	void rejectsAnotherNumberOfValues() {
		assertThatIllegalArgumentException().isThrownBy(() -> new HeatMap(2, 2, List.of(1.0)));
	}

	private BufferedImage draw(DecodedImage photo) throws IOException {
		return ImageIO.read(new ByteArrayInputStream(this.hotAtTheRight.drawOver(photo)));
	}

	private static DecodedImage white(int width, int height) {
		byte[] rgb = new byte[3 * width * height];
		Arrays.fill(rgb, (byte) 255);
		return new DecodedImage(ImageFormat.PNG, width, height, width, height, rgb);
	}

}
