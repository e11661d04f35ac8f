package dev.animals.rules;

import java.util.Arrays;
import java.util.Locale;

import static java.util.stream.Collectors.joining;

/**
 * The alerts of {@code monitoring/alerts/drift.yaml} that an hour of photos can raise.
 */
public enum DriftAlert {

	/** The distributions of the predictions have drifted. */
	PREDICTION_DRIFT("AnimalsPredictionDrift"),

	/** The distributions of the photos have drifted. */
	INPUT_DRIFT("AnimalsInputDrift"),

	/** The content of the photos has drifted. */
	CONTENT_DRIFT("AnimalsContentDrift"),

	/** Many photos show no animal or an unknown one. */
	FEW_ANIMALS("AnimalsFewAnimals"),

	/** The expected accuracy is lower than on the reference's photos. */
	ESTIMATED_ACCURACY_LOW("AnimalsEstimatedAccuracyLow");

	private final String alertname;

	DriftAlert(String alertname) {
		this.alertname = alertname;
	}

	/**
	 * Returns a regular expression for the names of all these alerts.
	 * @return the names, separated by {@code |}
	 */
	public static String anyName() {
		return Arrays.stream(values()).map(DriftAlert::toString).collect(joining("|"));
	}

	/**
	 * Returns a name for tables.
	 * @return the first word of the alert's name, for instance {@code prediction}
	 */
	public String shortName() {
		return name().substring(0, name().indexOf('_')).toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the alert's name in Prometheus.
	 * @return the value of its label {@code alertname}
	 */
	@Override
	public String toString() {
		return this.alertname;
	}

}
