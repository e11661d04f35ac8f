package dev.animals.capacity;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import dev.animals.capacity.Alternatives.Alternative;
import dev.animals.capacity.autoscaler.ScalingSettings;
import dev.animals.capacity.simulation.PodModel;
import dev.animals.capacity.simulation.Run;
import dev.animals.capacity.simulation.Run.Pods;
import dev.animals.capacity.simulation.ServiceTimes;
import dev.animals.capacity.simulation.Simulation;
import dev.animals.capacity.traffic.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CapacityTests {

	private static final Traffic TRAFFIC = new Traffic("minutes", 60, new double[] { 600, 0, 0, 0, 0, 0, 1200 });

	@TempDir
	private Path folder;

	private final ScalingSettings base = readBase();

	@Test
	void readsTheSettingsOfTheBase() {
		assertThat(this.base.containerConcurrency()).isEqualTo(16);
		assertThat(this.base.minScale()).isZero();
		assertThat(this.base.maxScale()).isEqualTo(3);
		assertThat(this.base.values().get("scale-to-zero-pod-retention-period")).isEqualTo("1m");
		assertThat(this.base.values().get("target-burst-capacity")).isEqualTo("-1");
	}

	@Test
	void choosesTheCheapestSettingsThatMeetTheGoal() {
		List<Result> results = List.of(result(5.0, 100), result(0.4, 300), result(0.4, 200), result(0.3, 400));
		assertThat(Result.cheapest(results, 10)).containsSame(results.get(0));
		assertThat(Result.cheapest(results, 0.5)).containsSame(results.get(2));
		assertThat(Result.cheapest(results, 0.1)).isEmpty();
		assertThat(Result.fastest(results)).isSameAs(results.get(3));
	}

	@Test
	void pricesTheHoursOfPods() {
		Result result = result("min-scale=1", 1);
		assertThat(result.cost()).isEqualTo(0.04 * result.run().podSeconds() / 3600, within(1e-9));
	}

	@Test
	void multipliesTheFiguresOfASlice() {
		Result whole = result("min-scale=1", 1);
		assertThat(result("min-scale=1", 10).cost()).isEqualTo(10 * whole.cost(), within(1e-9));
		assertThat(result("min-scale=1", 10).row()).startsWith("| min-scale=1 | 10 | 10.00 | 0 |");
	}

	@Test
	void drawsAColumnForEachResult() throws IOException {
		Path png = this.folder.resolve("plot.png");
		new CapacityPlot("minutes", List.of(result("base", 1), result("min-scale=1", 1))).write(png);
		BufferedImage image = ImageIO.read(png.toFile());
		assertThat(image.getWidth()).isEqualTo(2 * 640);
		assertThat(image.getHeight()).isEqualTo(3 * 240);
	}

	@Test
	void writesThePodsOfEachSecond() throws IOException {
		Path tsv = this.folder.resolve("pods.tsv");
		result("min-scale=1", 1).write(tsv);
		assertThat(Files.readAllLines(tsv)).hasSize(1 + TRAFFIC.seconds())
			.startsWith("second\trequests\texisting\tready")
			.anyMatch((line) -> line.matches("7\t\\d+\t\\d\t[1-3]"))
			.contains("200\t0\t1\t1");
	}

	private Result result(double latency, double podSeconds) {
		Run run = new Run(this.base, new double[] { 1 }, new float[] { (float) latency }, List.of(new Pods(1, 1)), 0, 0,
				0, podSeconds);
		return new Result(new Alternative("test", this.base), run, new Slice(1), 0.04);
	}

	private Result result(String changes, int parts) {
		ScalingSettings settings = changes.equals("base") ? this.base : this.base.with(changes);
		double[] arrivals = TRAFFIC.arrivals();
		return new Result(
				new Alternative(changes, settings), Simulation.run(settings, new PodModel(2.4, 1, 30),
						TRAFFIC.seconds(), arrivals, new ServiceTimes(0.02, 0).draw(arrivals.length)),
				new Slice(parts), 0.04);
	}

	private static ScalingSettings readBase() {
		try {
			return BaseSettings.read(Path.of("../base/service.yaml"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
