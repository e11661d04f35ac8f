package dev.animals.calibration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.ContentProjections;
import dev.animals.classification.Subject;
import dev.animals.classification.Verdict;
import dev.animals.model.Reference;
import dev.animals.model.Reference.Bins;
import dev.animals.model.Reference.Projection;

import static java.util.Objects.requireNonNull;

/**
 * The distributions over the photos of animals. Photos without an animal are left out,
 * because their share in the folder differs from their share among users' photos and
 * would dominate each distribution.
 */
final class ReferenceDistribution {

	private static final int BINS = 10;

	private static final int EDGE_DECIMALS = 2;

	private static final int SHARE_DECIMALS = 6;

	private static final int STANDARD_DECIMALS = 6;

	/**
	 * The edges of the confidence's bins. They are tenths, so that they show the accuracy
	 * to expect in a bin.
	 */
	private static final List<Double> TENTHS = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

	private ReferenceDistribution() {
	}

	/**
	 * Counts the distributions.
	 * @param labels the classes
	 * @param subject the subject of the model
	 * @param photos photos of animals
	 * @param classifications the classification of each photo
	 * @return shares of all groups and verdicts, including absent ones, and bins of the
	 * signals
	 */
	static Reference of(List<ClassLabel> labels, Subject subject, List<Observation> photos,
			List<Classification> classifications) {
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
				shares(Arrays.stream(Verdict.values()).map((verdict) -> verdict.of(subject)).toList(),
						classifications.stream()
							.map((classification) -> classification.verdict().of(subject))
							.toList()),
				bins(TENTHS,
						classifications.stream()
							.mapToDouble((classification) -> classification.best().confidence())
							.toArray()),
				bins(deciles(margins), margins), bins(deciles(energies), energies),
				bins(deciles(brightnesses), brightnesses), expectedAccuracy(found), content(labels.size(), photos));
	}

	private static @Nullable Double expectedAccuracy(List<Classification> found) {
		return found.isEmpty() ? null
				: Numbers.round(found.stream()
					.mapToDouble((classification) -> classification.best().confidence())
					.average()
					.orElseThrow(), SHARE_DECIMALS);
	}

	private static List<Projection> content(int classes, List<Observation> photos) {
		ContentProjections projections = new ContentProjections(classes);
		List<double[]> projected = photos.stream().map((photo) -> projections.of(photo.logits())).toList();
		return IntStream.range(0, ContentProjections.COUNT)
			.mapToObj((k) -> projection(projected.stream().mapToDouble((values) -> values[k]).toArray()))
			.toList();
	}

	/**
	 * Counts the values of one projection in standard units.
	 * @param values at least one value
	 * @return the histogram
	 */
	static Projection projection(double[] values) {
		double mean = DoubleStream.of(values).average().orElseThrow();
		double variance = DoubleStream.of(values).map((value) -> (value - mean) * (value - mean)).average().orElse(0);
		// Equal values have no deviation, and any other one avoids a division by zero.
		double deviation = (variance > 0) ? Math.sqrt(variance) : 1;
		Projection rounded = new Projection(Numbers.round(mean, STANDARD_DECIMALS),
				Numbers.round(deviation, STANDARD_DECIMALS), List.of());
		return new Projection(rounded.mean(), rounded.deviation(),
				bins(Projection.EDGES, DoubleStream.of(values).map(rounded::standardised).toArray()).shares());
	}

	/**
	 * Returns the nine deciles as short decimals. They make bins that hold about the same
	 * number of photos.
	 * @param values at least one value
	 * @return rising edges above 0; fewer than nine if rounding makes some equal
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
	 * Counts like a Prometheus histogram: a value on an edge belongs to the bin below.
	 * @param edges rising edges
	 * @param values at least one value
	 * @return the share of each bin
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
