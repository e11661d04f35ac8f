package dev.animals.release.command;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import dev.animals.release.cluster.Cluster.Pods;
import dev.animals.release.cluster.Service;
import dev.animals.release.traffic.Tag;

/**
 * Makes sure that a revision has a pod before it gets all traffic.
 */
final class PodStarter {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Duration POLL = Duration.ofMillis(300);

	/** The problems of a container that waiting does not solve. */
	private static final Set<String> HOPELESS = Set.of("ImagePullBackOff", "ErrImagePull", "ErrImageNeverPull",
			"InvalidImageName", "CreateContainerConfigError", "CrashLoopBackOff");

	private final Session session;

	private Optional<String> warmed = Optional.empty();

	PodStarter(Session session) {
		this.session = session;
	}

	/**
	 * Starts a pod unless one is ready.
	 * @return whether a pod is ready
	 */
	boolean start(Service service, String revision) throws InterruptedException {
		Pods pods = this.session.cluster().pods(revision);
		if (pods.ready() > 0) {
			return true;
		}
		this.session.say("%s has no ready pod; one is started first.", revision);
		if (this.session.cluster().keepWarm(revision, 1)) {
			this.warmed = Optional.of(revision);
		}
		Optional<Knock> knock = url(service, revision).map((url) -> new Knock(url, this.session.settings().ingress()));
		long deadline = System.nanoTime() + LIMIT.toNanos();
		while (pods.ready() == 0) {
			boolean hopeless = HOPELESS.stream().anyMatch(pods.problem()::contains);
			if (hopeless || System.nanoTime() > deadline) {
				this.session.warn("No pod of %s is ready%s. Traffic is as it was.".formatted(revision,
						pods.problem().isEmpty() ? " after %d s".formatted(LIMIT.toSeconds()) : ": " + pods.problem()));
				release();
				return false;
			}
			knock.ifPresent(Knock::once);
			Thread.sleep(POLL);
			pods = this.session.cluster().pods(revision);
		}
		return true;
	}

	/** Lets the revision scale to zero again. */
	void release() {
		this.warmed.ifPresent((revision) -> this.session.cluster().keepWarm(revision, 0));
		this.warmed = Optional.empty();
	}

	private static Optional<String> url(Service service, String revision) {
		for (Tag tag : Tag.values()) {
			if (service.traffic().revision(tag).filter(revision::equals).isPresent()
					&& service.urls().containsKey(tag.label())) {
				return Optional.ofNullable(service.urls().get(tag.label()));
			}
		}
		return Optional.empty();
	}

}
