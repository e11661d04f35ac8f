package dev.animals.release.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.Cluster.Pods;
import dev.animals.release.cluster.Service;
import dev.animals.release.traffic.Entry;

import static java.util.stream.Collectors.joining;

/**
 * The report of {@code status}.
 *
 * @param service the Service
 * @param rows a row for each revision with a tag or with traffic
 * @param holder who holds the Lease
 */
record StatusReport(Service service, List<Row> rows, Optional<String> holder) {

	static StatusReport of(Session session) throws InterruptedException {
		Service service = session.cluster().read();
		Set<String> revisions = new LinkedHashSet<>();
		service.traffic().entries().forEach((entry) -> revisions.add(entry.revision()));
		List<Row> rows = new ArrayList<>();
		ServedModel model = new ServedModel(session.settings().ingress());
		for (String revision : revisions) {
			Pods pods = session.cluster().pods(revision);
			rows.add(new Row(tags(service, revision), revision, service.traffic().percent(revision),
					session.cluster().ready(revision), pods, session.cluster().image(revision).orElse("unknown"),
					model.of(url(service, revision), pods.ready() > 0), url(service, revision)));
		}
		return new StatusReport(service, rows, session.cluster().holder());
	}

	private static String tags(Service service, String revision) {
		String tags = service.traffic()
			.entries()
			.stream()
			.filter((entry) -> entry.revision().equals(revision))
			.map(Entry::tag)
			.filter(Objects::nonNull)
			.distinct()
			.collect(joining(","));
		return tags.isEmpty() ? "(untagged)" : tags;
	}

	private static String url(Service service, String revision) {
		return service.traffic()
			.entries()
			.stream()
			.filter((entry) -> entry.revision().equals(revision) && entry.tag() != null)
			.map((entry) -> service.urls().getOrDefault(String.valueOf(entry.tag()), ""))
			.findFirst()
			.orElse("");
	}

	String text() {
		StringBuilder text = new StringBuilder();
		text.append("%-10s %-16s %7s %-9s %5s  %s%n".formatted("TAG", "REVISION", "PERCENT", "READY", "PODS", "URL"));
		for (Row row : this.rows) {
			text.append("%-10s %-16s %7d %-9s %5s  %s%n".formatted(row.tags(), row.revision(), row.percent(),
					row.ready() ? "ready" : "not ready", "%d/%d".formatted(row.pods().ready(), row.pods().running()),
					row.url()));
			text.append("%-10s image %s, model %s%n".formatted("", row.image(), row.model()));
			if (!row.pods().problem().isEmpty()) {
				text.append("%-10s containers: %s%n".formatted("", row.pods().problem()));
			}
		}
		String failing = failing();
		if (!failing.isEmpty()) {
			text.append(failing).append(System.lineSeparator());
		}
		text.append("Users: %s%n".formatted(this.service.url().orElse("no address yet")));
		text.append("Gateway: %s%n".formatted(routes()));
		text.append("Lease: %s%n".formatted(this.holder.orElse("free")));
		text.append("Drift baseline: %s%n".formatted(baseline().isEmpty() ? "none" : baseline()));
		text.append("Last decision: %s".formatted(decision()));
		return text.toString();
	}

	private String routes() {
		return this.service.status().routes().isTrue() ? "has this traffic"
				: "does not have this traffic yet. " + this.service.status().routes().message();
	}

	private String failing() {
		Service.Status status = this.service.status();
		return status.configurations().isFalse() ? "The newest revision %s failed: %s".formatted(status.latestCreated(),
				status.configurations().message()) : "";
	}

	private String decision() {
		return this.service.annotations().getOrDefault(Cluster.DECISION, "none");
	}

	private String baseline() {
		return this.service.annotations().getOrDefault(Cluster.DRIFT_BASELINE, "");
	}

	String json() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("revisions", this.rows.stream().map(Row::json).toList());
		json.put("url", this.service.url().orElse(""));
		json.put("routesReady", this.service.status().routes().isTrue());
		json.put("failing", failing());
		json.put("lease", this.holder.orElse(""));
		json.put("rollout", this.service.annotations().getOrDefault(Cluster.ROLLOUT, ""));
		json.put("driftBaseline", baseline());
		json.put("decision", decision());
		return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
	}

	/**
	 * The line of one revision.
	 *
	 * @param tags its traffic tags
	 * @param revision its name
	 * @param percent its share of the traffic in 0–100
	 * @param ready whether it may get traffic
	 * @param pods its pods
	 * @param image its image
	 * @param model the model that it serves
	 * @param url the address of its tag
	 */
	record Row(String tags, String revision, int percent, boolean ready, Pods pods, String image, String model,
			String url) {

		Map<String, Object> json() {
			Map<String, Object> json = new LinkedHashMap<>();
			json.put("tags", this.tags.equals("(untagged)") ? List.of() : List.of(this.tags.split(",", -1)));
			json.put("revision", this.revision);
			json.put("percent", this.percent);
			json.put("ready", this.ready);
			json.put("pods", Map.of("running", this.pods.running(), "ready", this.pods.ready(), "restarts",
					this.pods.restarts(), "problem", this.pods.problem()));
			json.put("image", this.image);
			json.put("model", this.model);
			json.put("url", this.url);
			return json;
		}

	}

}
