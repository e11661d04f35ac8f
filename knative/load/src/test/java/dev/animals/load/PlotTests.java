package dev.animals.load;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import javax.imageio.ImageIO;

import dev.animals.load.ClusterWatch.Sample;
import dev.animals.load.Exchange.Right;
import dev.animals.load.ResourceMetrics.Use;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PlotTests {

	@TempDir
	private Path folder;

	private final Tally tally = new Tally();

	@Test
	void drawsRequestsAndLatencyWithoutACluster() throws IOException {
		assertThat(draw(List.of()).getHeight()).isEqualTo(2 * 240);
	}

	@Test
	void drawsAlsoPodsProcessorsAndMemoryOfACluster() throws IOException {
		Sample sample = new Sample(Instant.now().plusSeconds(1), 2, 1, new Use(0.5, Double.NaN, 300));
		assertThat(draw(List.of(sample)).getHeight()).isEqualTo(5 * 240);
	}

	private BufferedImage draw(List<Sample> samples) throws IOException {
		for (int i = 0; i < 10; i++) {
			this.tally.answered(this.tally.send(Mode.IMAGE, "koala.jpg"), new Right(50 + i, "lite0-1.1.0"));
		}
		Path png = this.folder.resolve("plot.png");
		new Plot(this.tally.exchanges(), samples).write("a test", png);
		return ImageIO.read(png.toFile());
	}

}
