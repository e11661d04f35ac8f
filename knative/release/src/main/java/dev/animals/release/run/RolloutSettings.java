package dev.animals.release.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of a rollout that are not in {@code rollout.yaml}.
 *
 * @param rollout the file {@code rollout.yaml} (ROLLOUT)
 * @param photos the folder of the smoke set (PHOTOS); empty for the photos that are
 * shipped
 * @param labels the table with the photos' labels (LABELS)
 * @param smoke whether photos are sent (SMOKE)
 * @param ingress {@code HOST:PORT} of the gateway to call if DNS does not resolve the
 * addresses (INGRESS)
 * @param report the Markdown report; the page is written beside it (REPORT)
 * @param prometheus the address of Prometheus (PROMETHEUS_URL); empty to reach it through
 * the API server
 * @param prometheusService {@code NAMESPACE/NAME:PORT} of Prometheus (PROMETHEUS_SERVICE)
 */
public record RolloutSettings(Path rollout, String photos, String labels, boolean smoke, Optional<String> ingress,
		Path report, Optional<URI> prometheus, String prometheusService) {

	/** The Kubernetes Service of the Prometheus that {@code make monitoring} installs. */
	public static final String PROMETHEUS_SERVICE = "monitoring/prometheus-operated:9090";

	/**
	 * Returns the settings with the defaults of a clone.
	 * @param repository the root of the clone
	 * @param rollout ROLLOUT
	 * @param photos PHOTOS
	 * @param labels LABELS
	 * @param smoke whether photos are sent
	 * @param ingress INGRESS
	 * @param report REPORT
	 * @param prometheus PROMETHEUS_URL
	 * @param prometheusService PROMETHEUS_SERVICE
	 */
	public static RolloutSettings of(Path repository, Optional<Path> rollout, String photos, String labels,
			boolean smoke, Optional<String> ingress, Optional<Path> report, Optional<URI> prometheus,
			Optional<String> prometheusService) {
		Path module = repository.resolve("knative/release");
		return new RolloutSettings(rollout.orElse(module.resolve("rollout.yaml")), photos, labels, smoke, ingress,
				report.orElse(module.resolve("target/report.md")), prometheus,
				prometheusService.orElse(PROMETHEUS_SERVICE));
	}

	/** Returns the same settings without a smoke set. */
	public RolloutSettings withoutPhotos() {
		return new RolloutSettings(this.rollout, this.photos, this.labels, false, this.ingress, this.report,
				this.prometheus, this.prometheusService);
	}

}
