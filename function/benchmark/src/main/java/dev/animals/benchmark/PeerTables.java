package dev.animals.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.animals.benchmark.PeerSamples.Sample;

import static java.util.Objects.requireNonNull;

/**
 * The Markdown tables of {@link PeerComparison}.
 */
final class PeerTables {

	/** The numbers of senders with which each server is measured. */
	static final List<Integer> SENDERS = List.of(1, 4, 16);

	private PeerTables() {
	}

	/**
	 * Lists the measured values as means over the rounds.
	 * @param all the measurements of each server
	 * @return a table
	 */
	static String absolute(Map<ComparedServer, PeerSamples> all) {
		StringBuilder table = new StringBuilder("""
				| server, one core | senders | requests/s | p50, ms | p95, ms | processor time per request, ms \
				| errors | resident memory, MiB |
				|---|---|---|---|---|---|---|---|
				""");
		all.forEach((server,
				samples) -> SENDERS.forEach((senders) -> table.append(String.format(Locale.ROOT,
						"| %s | %d | %.1f | %.1f | %.1f | %.1f | %.0f | %.0f |%n", server.title(), senders,
						samples.mean(senders, Sample::rate), samples.mean(senders, Sample::p50),
						samples.mean(senders, Sample::p95), samples.mean(senders, Sample::processorMillis),
						samples.mean(senders, Sample::errors), samples.mean(senders, Sample::mebibytes)))));
		return table.toString();
	}

	/**
	 * Compares this service, in each of its precisions, with each peer.
	 * @param all the measurements of each server
	 * @return a table
	 */
	static String ratios(Map<ComparedServer, PeerSamples> all) {
		StringBuilder table = new StringBuilder("""
				| ratio: this service / peer | senders | requests/s | p50 | p95 | processor time |
				|---|---|---|---|---|---|
				""");
		for (ComparedServer one : List.of(ComparedServer.SERVICE, ComparedServer.SERVICE_FLOAT32)) {
			PeerSamples service = requireNonNull(all.get(one));
			all.forEach((server, peer) -> {
				if (server.isPeer()) {
					SENDERS.forEach((senders) -> table
						.append(String.format(Locale.ROOT, "| %s / %s | %d | %.2f | %.2f | %.2f | %.2f |%n",
								one.title(), server.title(), senders, service.ratio(peer, senders, Sample::rate),
								service.ratio(peer, senders, Sample::p50), service.ratio(peer, senders, Sample::p95),
								service.ratio(peer, senders, Sample::processorMillis))));
				}
			});
		}
		return table.toString();
	}

}
