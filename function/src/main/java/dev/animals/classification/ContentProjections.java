package dev.animals.classification;

import java.util.Random;

/**
 * Describes the content of a photo by a few numbers whose distributions reveal drift.
 * <p>
 * Each number is a random combination of the logits, which are a linear function of the
 * network's last features. The coefficients are 1 or -1, which preserves distances
 * between logits about as well as other random numbers do (Achlioptas, Database-friendly
 * random projections, 2003). Their sum is made 0, because a constant that is added to all
 * logits changes no answer.
 */
public final class ContentProjections {

	/** The number of projections. */
	public static final int COUNT = 16;

	private static final int SEED = 1;

	private final float[][] coefficients;

	/**
	 * Creates the projections. Their coefficients depend only on the number of classes.
	 * @param classes the number of logits
	 */
	public ContentProjections(int classes) {
		Random random = new Random(SEED);
		this.coefficients = new float[COUNT][classes];
		for (float[] projection : this.coefficients) {
			double mean = 0;
			for (int i = 0; i < classes; i++) {
				projection[i] = random.nextBoolean() ? 1 : -1;
				mean += projection[i] / classes;
			}
			for (int i = 0; i < classes; i++) {
				projection[i] = (float) ((projection[i] - mean) / Math.sqrt(classes));
			}
		}
	}

	/**
	 * Projects a photo.
	 * @param logits the raw logits of the network, one for each class
	 * @return {@value #COUNT} numbers; their scale is that of the logits
	 */
	public double[] of(float[] logits) {
		double[] projections = new double[COUNT];
		for (int k = 0; k < COUNT; k++) {
			float sum = 0;
			for (int i = 0; i < logits.length; i++) {
				sum += this.coefficients[k][i] * logits[i];
			}
			projections[k] = sum;
		}
		return projections;
	}

}
