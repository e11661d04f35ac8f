package dev.animals.benchmark;

import java.io.IOException;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import dev.animals.model.DjlModel;
import dev.animals.model.PrecisionSetting;

import static java.util.Objects.requireNonNull;

/**
 * Measures several pictures in one call of the packed network, without preprocessing. It
 * shows how much faster dynamic batching could be.
 */
@State(Scope.Benchmark)
public class BatchBenchmark {

	@Param({ "1", "2", "4", "8" })
	public int batch = 1;

	private @Nullable Model model;

	private @Nullable Predictor<NDList, NDList> predictor;

	private @Nullable NDList pictures;

	@Setup
	public void load() throws IOException, MalformedModelException {
		// Loads a model as the service does, because this configures the engine.
		DjlModel.load(Inputs.model("packed", PrecisionSetting.FLOAT32), 1).close();
		this.model = Model.newInstance("batch", "PyTorch");
		this.model.load(Inputs.TORCHSCRIPT.resolve("packed-%d.pt".formatted(this.batch)));
		this.predictor = this.model.newPredictor(new NoopTranslator(null));
		Shape shape = new Shape(this.batch, 3, Inputs.SIDE, Inputs.SIDE);
		this.pictures = new NDList(this.model.getNDManager().randomNormal(shape));
	}

	@Benchmark
	public float[] predict() throws TranslateException {
		try (NDList logits = requireNonNull(this.predictor).predict(requireNonNull(this.pictures))) {
			return logits.singletonOrThrow().toFloatArray();
		}
	}

	@TearDown
	public void close() {
		requireNonNull(this.predictor).close();
		requireNonNull(this.model).close();
	}

}
