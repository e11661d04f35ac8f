package dev.animals.rules;

/**
 * The formulas and limits that decide whether there is drift. {@link DriftRules} applies
 * them to series; {@code make drift-rules} writes them into the rules.
 */
public final class DriftFormulas {

	/**
	 * A bin's share of the photos, in 0–1. Half a photo is added to each bin (Krichevsky
	 * and Trofimov 1981), so that an empty bin has a logarithm.
	 */
	public static final Formula SHARE = new Formula("""
			(count + 0.5)
			  / ignoring (bin) group_left ()
			    (photos + 0.5 * bins)""", "count", "photos", "bins");

	/**
	 * One bin's part of the population stability index. The index is the sum over all
	 * bins: 0 if both distributions are the same, and without an upper limit.
	 */
	public static final Formula INDEX = new Formula("""
			(share - expected)
			  * ln(share / expected)""", "share", "expected");

	/**
	 * With fewer than 10 photos for each bin, the index is unknown, because its
	 * distribution by chance is not known well enough.
	 */
	public static final Formula ENOUGH_FOR_INDEX = new Formula("photos >= 10 * bins", "photos", "bins");

	/**
	 * The variance of a comparison without drift. It is larger if either side has fewer
	 * photos. {@code spread} is the variance between the hours or days of a baseline, by
	 * which they differ more than independent photos would. It is 0 without a baseline.
	 */
	public static final Formula VARIANCE = new Formula("""
			1 / photos
			    + 1 / reference
			    + spread""", "photos", "reference", "spread");

	/**
	 * The index that one comparison in 250 exceeds without drift. Five indices are
	 * compared with a baseline, so in at most one window in fifty any of them exceeds its
	 * floor by chance (Bonferroni). Without drift the index has a chi-squared
	 * distribution with one degree of freedom less than there are bins, times the
	 * variance (Yurdakul and Naranjo 2020). {@code quantile} is that of the normal
	 * distribution; the approximation to chi-squared is Wilson and Hilferty's (1931),
	 * right to 1 %.
	 */
	public static final Formula NOISE_FLOOR = new Formula("""
			(bins - 1)
			  * (1 - 2 / (9 * (bins - 1))
			    + quantile * sqrt(2 / (9 * (bins - 1)))) ^ 3
			  * variance""", "bins", "quantile", "variance");

	/** The normal distribution's quantile for one in 250. */
	public static final double QUANTILE = 2.6521;

	/**
	 * The index above which there is drift. In credit scoring, where the index comes
	 * from, 0.25 counts as a significant shift (Siddiqi 2006). With a few hundred photos,
	 * the index can exceed that by chance.
	 */
	public static final Formula THRESHOLD = new Formula("clamp_min(floor, 0.25)", "floor");

	/**
	 * The index of the groups above which there is drift. There are about twice as many
	 * groups as bins of other distributions, and the index grows with the number of bins.
	 */
	public static final Formula GROUPS_THRESHOLD = new Formula("clamp_min(floor, 0.5)", "floor");

	/**
	 * The mean index of the content projections above which there is drift. A mean varies
	 * less than a single index, so its threshold is lower.
	 */
	public static final Formula CONTENT_THRESHOLD = new Formula("clamp_min(floor, 0.15)", "floor");

	/** The condition of the alerts on drift. */
	public static final Formula DRIFT = new Formula("index > threshold", "index", "threshold");

	/** With fewer than 50 answers, the estimated accuracy is unknown. */
	public static final Formula ENOUGH_ANSWERS = new Formula("answers >= 50", "answers");

	/** With fewer than 100 photos, the share of photos without an animal is unknown. */
	public static final Formula ENOUGH_PHOTOS = new Formula("photos >= 100", "photos");

	/** The condition of the alert on photos that show no animal or an unknown one. */
	public static final Formula FEW_ANIMALS = new Formula("others > 0.3", "others");

	/**
	 * The standard error of an estimated accuracy, which is a mean of probabilities p.
	 * {@code right} is the sum of p and {@code variance} that of p (1 - p), so their
	 * difference is the sum of the squares.
	 */
	public static final Formula ESTIMATE_ERROR = new Formula("""
			sqrt(
			  clamp_min(
			    (right - variance) / answers
			      - (right / answers) ^ 2, 0)
			    / answers)""", "right", "variance", "answers");

	/**
	 * The lowest estimated accuracy that is no reason for an alert: it is five points, or
	 * three standard errors of the difference if that is more, below {@code expected},
	 * the estimate for the baseline's photos.
	 */
	public static final Formula ESTIMATE_LIMIT = new Formula("""
			-1 * clamp_min(
			  3 * sqrt(
			    error ^ 2
			      + on (namespace, service, model) group_left ()
			        expected_error ^ 2), 0.05)
			  + on (namespace, service, model) group_left () expected""", "error", "expected", "expected_error");

	/** The condition of the alert on the estimated accuracy. */
	public static final Formula ESTIMATE_LOW = new Formula("estimate < limit", "estimate", "limit");

	private DriftFormulas() {
	}

}
