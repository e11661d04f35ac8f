package dev.animals.load;

import java.util.ArrayList;
import java.util.List;

import dev.animals.load.Report.Failure;
import dev.animals.load.Report.Part;
import dev.animals.load.Report.Pods;
import org.jspecify.annotations.Nullable;

/**
 * Formats a report as a table for a terminal.
 */
final class Table {

	private Table() {
	}

	static String of(Report report) {
		List<String> lines = new ArrayList<>();
		lines.add("%n%-18s %8s %8s %8s %11s %8s %8s %8s %8s".formatted(report.profile(), "sent", "ok", "failed",
				"requests/s", "p50 ms", "p95 ms", "p99 ms", "max ms"));
		report.modes().forEach((mode, counts) -> lines.add(line(mode, counts)));
		lines.add(line("all", report.total()));
		for (Part stage : report.stages()) {
			lines.add(line(stage.load(), stage.counts()) + pods(stage.pods()));
		}
		lines.add("Answered by " + report.models());
		if (report.saturation() != null) {
			lines.add("Saturates at %.1f requests/s.".formatted(report.saturation()));
		}
		for (Failure failure : report.failures()) {
			lines.add("Failed at %s: %s of %s, status %s".formatted(failure.sent(), failure.mode(), failure.photo(),
					failure.status()));
		}
		lines.add(ReportFile.of(report.profile()).toString());
		return String.join("\n", lines);
	}

	private static String pods(@Nullable Pods pods) {
		return (pods == null) ? "" : "  %d pods, %s cores of %s, %.0f MiB".formatted(pods.most(), cores(pods.cores()),
				cores(pods.nodeCores()), pods.fullestMib());
	}

	private static String cores(@Nullable Double known) {
		return (known == null) ? "?" : "%.2f".formatted(known);
	}

	private static String line(String name, Summary of) {
		return "%-18s %8d %8d %8d %11.1f %8d %8d %8d %8d".formatted(name, of.sent(), of.ok(), of.failed(),
				of.perSecond(), of.p50(), of.p95(), of.p99(), of.max());
	}

}
