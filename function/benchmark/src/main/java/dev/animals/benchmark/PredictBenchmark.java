package dev.animals.benchmark;

import java.util.concurrent.atomic.AtomicReference;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import dev.animals.image.DecodedImage;
import dev.animals.model.AnimalModel;
import dev.animals.model.DjlModel;
import dev.animals.model.PrecisionSetting;

/**
 * Measures the time from pixels to logits, through the interface that the service uses.
 */
@State(Scope.Benchmark)
public class PredictBenchmark {

	@Param("packed")
	public String network = "packed";

	@Param("AUTO")
	public PrecisionSetting precision = PrecisionSetting.AUTO;

	/** The number of threads that compute one prediction. */
	@Param("1")
	public int within = 1;

	/** Whether the picture already has the network's size. */
	@Param("false")
	public boolean sized;

	/** The largest number of predictions that run at the same time. */
	private static final int PREDICTORS = 2;

	private final AtomicReference<AnimalModel> model = new AtomicReference<>();

	private final AtomicReference<DecodedImage> image = new AtomicReference<>();

	@Setup
	public void load() {
		System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(this.within));
		this.model.set(DjlModel.load(Inputs.model(this.network, this.precision), PREDICTORS));
		DecodedImage koala = Inputs.decoded("koala.jpg");
		this.image.set(this.sized ? Inputs.corner(koala) : koala);
	}

	@Benchmark
	public float[] predict() {
		return this.model.get().logits(this.image.get());
	}

	@TearDown
	public void close() {
		this.model.get().close();
	}

}
