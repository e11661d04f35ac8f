package dev.animals.calibration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.Verdict;
import dev.animals.model.Reference;
import dev.animals.model.Reference.Bins;

import static java.util.Objects.requireNonNull;

/**
 * The distributions over the photos of animals, because that is what users of an animal
 * classifier send. Pictures without an animal stay out: how many of them there are in the
 * folder says nothing of how many users send, and that share would decide each of these
 * distributions.
 */
final class ReferenceDistribution {

	private static final int BINS = 10;

	private static final int EDGE_DECIMALS = 2;

	private static final int SHARE_DECIMALS = 6;

	/** Tenths, so that a bin of confidence can be read as what accuracy it promises. */
	private static final List<Double> TENTHS = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

	private ReferenceDistribution() {
	}

	/**
	 * Counts.
	 * @param labels the classes
	 * @param photos of animals
	 * @param classifications what was made of each
	 * @return shares of all groups and verdicts, zeros too, and bins of the signals
	 */
	static Reference of(List<ClassLabel> labels, List<Observation> photos, List<Classification> classifications) {
		List<Classification> found = classifications.stream()
			.filter((classification) -> classification.verdict() == Verdict.ANIMAL)
			.toList();
		List<String> groups = labels.stream()
			.filter(ClassLabel::isAnimal)
			.map((label) -> requireNonNull(label.group()))
			.distinct()
			.sorted()
			.toList();
		double[] margins = classifications.stream().mapToDouble(Classification::margin).toArray();
		double[] energies = classifications.stream().mapToDouble(Classification::energy).toArray();
		double[] brightnesses = photos.stream().mapToDouble(Observation::brightness).toArray();
		return new Reference(photos.size(),
				shares(groups, found.stream().map((classification) -> classification.best().group()).toList()),
				shares(Arrays.stream(Verdict.values()).map(Verdict::toString).toList(),
						classifications.stream().map((classification) -> classification.verdict().toString()).toList()),
				bins(TENTHS,
						classifications.stream()
							.mapToDouble((classification) -> classification.best().confidence())
							.toArray()),
				bins(deciles(margins), margins), bins(deciles(energies), energies),
				bins(deciles(brightnesses), brightnesses));
	}

	/**
	 * The nine deciles as short decimals, for bins that hold about as many photos each.
	 * @param values at least one
	 * @return rising edges above 0; fewer than nine where rounding makes them the same
	 */
	static List<Double> deciles(double[] values) {
		double[] sorted = DoubleStream.of(values).sorted().toArray();
		return IntStream.range(1, BINS)
			.mapToObj((i) -> Numbers.round(sorted[i * sorted.length / BINS], EDGE_DECIMALS))
			.filter((edge) -> edge > 0)
			.distinct()
			.toList();
	}

	/**
	 * Counts as a Prometheus histogram does: a value on an edge belongs below it.
	 * @param edges rising
	 * @param values at least one
	 * @return the share in each bin
	 */
	static Bins bins(List<Double> edges, double[] values) {
		long[] counts = new long[edges.size() + 1];
		for (double value : values) {
			counts[(int) edges.stream().filter((edge) -> value > edge).count()]++;
		}
		return new Bins(edges, Arrays.stream(counts).mapToObj((count) -> share(count, values.length)).toList());
	}

	private static Map<String, Double> shares(List<String> names, List<String> values) {
		Map<String, Double> shares = new LinkedHashMap<>();
		for (String name : names) {
			shares.put(name, share(values.stream().filter(name::equals).count(), values.size()));
		}
		return shares;
	}

	private static double share(long count, int of) {
		return Numbers.round((double) count / of, SHARE_DECIMALS);
	}

}
