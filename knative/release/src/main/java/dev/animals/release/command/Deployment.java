package dev.animals.release.command;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Cluster.Pods;
import dev.animals.release.cluster.ClusterException;
import dev.animals.release.cluster.Service;
import dev.animals.release.traffic.Decision;
import dev.animals.release.traffic.Decisions;
import dev.animals.release.traffic.Entry;
import dev.animals.release.traffic.Tag;

import static java.util.stream.Collectors.joining;

/**
 * Applies manifests, waits for the new revision and gives it its tag.
 */
final class Deployment {

	/** The field manager that sets the traffic of a new Service. */
	private static final String FIRST = "animals-first-deploy";

	private static final Duration LIMIT = Duration.ofMinutes(5);

	private static final Duration POLL = Duration.ofMillis(500);

	/**
	 * The restarts after which a deployment gives up, because a container that has failed
	 * three times will fail again.
	 */
	private static final int RESTARTS = 2;

	private final Session session;

	private final Manifests manifests;

	private final String selector;

	/**
	 * Whether this is the first deploy: there was no Service, or the first deploy was
	 * interrupted.
	 */
	private boolean first;

	Deployment(Session session, Manifests manifests, String selector) {
		this.session = session;
		this.manifests = manifests;
		this.selector = selector;
	}

	ExitCode run(String rendered) throws InterruptedException {
		Optional<Service> before = this.session.cluster().find();
		boolean dryRun = this.session.settings().dryRun();
		SinkBindings bindings = SinkBindings.in(rendered);
		if (!dryRun && (before.isEmpty() || bindings.writeIntoTheService())) {
			this.manifests.apply(Manifests.withoutService(rendered), Manifests.MANAGER, this.selector, false);
			if (!bindings.haveAddresses(this.manifests)) {
				this.session.warn("A SinkBinding has no address after a minute. Deploy again when its sink is ready.");
			}
		}
		if (before.isEmpty() && !dryRun) {
			createPinned(rendered);
		}
		if (before.filter(Deployment::followsTheLatest).isPresent()) {
			new TrafficChange(this.session, "deploy").byService(this::adopt);
		}
		// The template has this field manager if an earlier first deploy was interrupted.
		this.first = this.session.cluster().ownsTemplate(FIRST);
		boolean force = this.first || bindings.writeIntoTheService();
		this.session.say("%s", this.manifests.apply(rendered, Manifests.MANAGER, this.selector, force).strip());
		if (dryRun) {
			this.session.say("A new revision would be the candidate, with no traffic.");
			return ExitCode.DONE;
		}
		if (this.first) {
			keepOnlyTraffic(this.session.cluster().read());
		}
		Optional<String> failure = awaitReady();
		if (failure.isPresent()) {
			this.session.warn("The revision did not start: " + failure.get());
			return ExitCode.NOT_STARTED;
		}
		ExitCode code = new TrafficChange(this.session, "deploy").byService(this::decide);
		Service after = this.session.cluster().read();
		if (code == ExitCode.DONE && after.traffic().revision(Tag.CANDIDATE).isPresent()) {
			this.session.say("Next: make canary PERCENT=10, make promote, or make rollback.");
		}
		return code;
	}

	/**
	 * Tells whether no revision has the tag stable, so that a new revision would get all
	 * users.
	 */
	private static boolean followsTheLatest(Service service) {
		return service.traffic().revision(Tag.STABLE).isEmpty() && !service.routed().entries().isEmpty();
	}

	private Decision adopt(Service service) {
		String revision = service.routed()
			.entries()
			.stream()
			.max(Comparator.comparingInt(Entry::percent))
			.orElseThrow()
			.revision();
		return new Decisions(service.traffic(), this.session.cluster()::ready).first(revision);
	}

	/**
	 * Creates the Service with all traffic on the revision that Knative is about to
	 * create, so that users never get a newer revision. {@link Manifests#MANAGER} must
	 * not own the traffic, because its next apply, which contains no traffic, would
	 * remove it.
	 */
	private void createPinned(String rendered) {
		this.manifests.apply(Manifests.pinned(rendered, "animals-00001"), FIRST, "", false);
	}

	/** Leaves everything but traffic to the other field manager. */
	private void keepOnlyTraffic(Service service) {
		StringBuilder entries = new StringBuilder();
		for (Entry entry : service.traffic().entries()) {
			entries.append("  - {");
			if (entry.tag() != null) {
				entries.append("tag: ").append(entry.tag()).append(", ");
			}
			entries.append(entry.latest() ? "" : "revisionName: " + entry.revision() + ", ");
			entries.append("latestRevision: %s, percent: %d}%n".formatted(entry.latest(), entry.percent()));
		}
		this.manifests.apply("""
				apiVersion: serving.knative.dev/v1
				kind: Service
				metadata:
				  name: animals
				spec:
				  traffic:
				""" + entries, FIRST, "", true);
	}

	/**
	 * Waits for the newest revision. Returns why it does not start; empty if it is ready.
	 */
	private Optional<String> awaitReady() throws InterruptedException {
		long deadline = System.nanoTime() + LIMIT.toNanos();
		while (System.nanoTime() < deadline) {
			try {
				Service service = this.session.cluster().read();
				if (service.status().observedGeneration() >= service.generation()
						&& !service.status().configurations().isOutdated()) {
					if (service.status().configurations().isTrue()) {
						return Optional.empty();
					}
					Pods pods = this.session.cluster().pods(service.status().latestCreated());
					if (service.status().configurations().isFalse() || pods.restarts() >= RESTARTS) {
						return Optional.of(Stream.of(service.status().configurations().message(), pods.problem())
							.filter((text) -> !text.isBlank())
							.collect(joining(System.lineSeparator() + "Its containers: ")));
					}
				}
			}
			catch (ClusterException.Unreachable ex) {
				this.session.warn(String.valueOf(ex.getMessage()));
			}
			Thread.sleep(POLL);
		}
		return Optional.of("it was not ready after %d minutes.".formatted(LIMIT.toMinutes()));
	}

	private Decision decide(Service service) {
		String revision = service.status().latestReady();
		Decisions read = new Decisions(service.traffic(), this.session.cluster()::ready);
		if (read.rolledBackByHand()) {
			this.session.say("All traffic is on previous: it was rolled back by hand. It is called stable now.");
		}
		Decisions decisions = read.settled();
		Optional<String> stable = decisions.revision(Tag.STABLE);
		// The gateway has never routed to the first revision if it did not start.
		if (stable.isEmpty() || (service.routed().entries().isEmpty() && !this.session.cluster().ready(stable.get()))) {
			return decisions.first(revision);
		}
		if (stable.get().equals(revision)) {
			return decisions
				.keep((this.first ? "%s is stable and has all traffic." : "Nothing changed: %s is stable already.")
					.formatted(revision));
		}
		if (decisions.revision(Tag.CANDIDATE).filter(revision::equals).isPresent()) {
			return decisions.keep("Nothing changed: %s is the candidate already.".formatted(revision));
		}
		boolean same = this.session.cluster()
			.fingerprint(revision)
			.equals(this.session.cluster().fingerprint(stable.get()));
		return same ? decisions.keep("Nothing changed: %s is the same as stable.".formatted(revision))
				: decisions.candidate(revision);
	}

}
