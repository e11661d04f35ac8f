package dev.animals.release.job;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.ScalableResource;

import org.jspecify.annotations.Nullable;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Namespaces;

/**
 * Starts a rollout in the cluster and prints its log. If a rollout is already under way,
 * only its log is printed, so a caller that was interrupted can be started again.
 */
public final class ClusterRollout {

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private static final String POD = "batch.kubernetes.io/job-name";

	private final KubernetesClient client;

	private final String namespace;

	private final PrintStream out;

	/** The time when the connection to the log was lost. Earlier lines were shown. */
	private @Nullable Instant since;

	/**
	 * Creates a rollout in a namespace.
	 * @param client the client of the API server
	 * @param namespace the namespace of the Service
	 * @param out the stream for the log
	 */
	public ClusterRollout(KubernetesClient client, String namespace, PrintStream out) {
		this.client = client;
		this.namespace = namespace;
		this.out = out;
	}

	/**
	 * Returns the image of the candidate that a running Job rolls out; empty if none is
	 * running.
	 */
	public Optional<String> runningImage() {
		return Optional.ofNullable(job().get())
			.filter((found) -> !isOver(found))
			.map((found) -> found.getMetadata().getAnnotations().getOrDefault(JobManifest.IMAGE, ""));
	}

	/**
	 * Starts the Job. The caller holds the Lease, so nobody else starts another one.
	 * @param settings the settings of the Job
	 * @throws InterruptedException if the caller is to stop
	 */
	public void start(JobSettings settings) throws InterruptedException {
		job().withTimeoutInMillis(0).delete();
		while (job().get() != null) {
			Thread.sleep(PAUSE);
		}
		if (new Namespaces(this.client).mayChange(this.namespace)) {
			JobManifest.rights(this.namespace).forEach(this::apply);
		}
		JobManifest.of(this.namespace, settings).forEach(this::apply);
		this.out.println("The rollout runs as Job %s in %s. Ctrl-C ends only this view of it."
			.formatted(JobManifest.NAME, this.namespace));
	}

	/**
	 * Shows the progress of the Job until it ends, and fetches its report.
	 * @param report the Markdown report, beside which the others are written
	 * @return the exit code of the rollout
	 * @throws InterruptedException if the caller is to stop; the rollout goes on
	 */
	public int follow(Path report) throws InterruptedException {
		int code = follow();
		JobReport reports = new JobReport(this.client, this.namespace);
		try {
			reports.fetch(report).forEach((file) -> this.out.println("Report: " + file));
		}
		catch (KubernetesClientException | UncheckedIOException ex) {
			this.out.println("The report could not be fetched: " + ex.getMessage());
		}
		return code;
	}

	private void apply(HasMetadata resource) {
		this.client.resource(resource).forceConflicts().serverSideApply();
	}

	private int follow() throws InterruptedException {
		Set<String> seen = new HashSet<>();
		while (true) {
			try {
				Optional<Pod> pod = newest();
				if (pod.isPresent() && hasStarted(pod.get()) && seen.add(pod.get().getMetadata().getName())) {
					print(pod.get().getMetadata().getName());
				}
				Optional<Job> job = Optional.ofNullable(job().get());
				if (job.isEmpty()) {
					this.out.println("The Job was deleted.");
					return ExitCode.STOPPED.code();
				}
				if (isOver(job.get())) {
					return newest().flatMap(ClusterRollout::code).orElse(succeeded(job.get()));
				}
			}
			catch (KubernetesClientException ex) {
				this.out.println("The API server did not answer, the rollout goes on: " + ex.getMessage());
				seen.clear();
				this.since = Instant.now();
			}
			Thread.sleep(PAUSE);
		}
	}

	/** Prints the log of a pod until its container ends or a newer pod replaces it. */
	private void print(String pod) throws InterruptedException {
		PodResource resource = this.client.pods().inNamespace(this.namespace).withName(pod);
		Unclosed to = new Unclosed(this.out);
		try (LogWatch _ = (this.since == null) ? resource.watchLog(to)
				: resource.sinceTime(this.since.toString()).watchLog(to)) {
			while (newest().filter((found) -> pod.equals(found.getMetadata().getName()))
				.filter((found) -> code(found).isEmpty())
				.isPresent()) {
				Thread.sleep(PAUSE);
			}
		}
	}

	private Optional<Pod> newest() {
		return this.client.pods()
			.inNamespace(this.namespace)
			.withLabel(POD, JobManifest.NAME)
			.list()
			.getItems()
			.stream()
			.max(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp()));
	}

	private static boolean hasStarted(Pod pod) {
		return containers(pod)
			.anyMatch((status) -> status.getState().getRunning() != null || status.getState().getTerminated() != null);
	}

	private static Optional<Integer> code(Pod pod) {
		return containers(pod).filter((status) -> status.getState().getTerminated() != null)
			.map((status) -> status.getState().getTerminated().getExitCode())
			.findFirst();
	}

	private static Stream<ContainerStatus> containers(Pod pod) {
		return (pod.getStatus() == null) ? Stream.empty() : pod.getStatus().getContainerStatuses().stream();
	}

	static boolean isOver(Job job) {
		return job.getStatus() != null && job.getStatus()
			.getConditions()
			.stream()
			.anyMatch((condition) -> List.of("Complete", "Failed").contains(condition.getType())
					&& "True".equals(condition.getStatus()));
	}

	private static int succeeded(Job job) {
		Integer pods = job.getStatus().getSucceeded();
		return ((pods != null && pods > 0) ? ExitCode.DONE : ExitCode.FAILED).code();
	}

	private ScalableResource<Job> job() {
		return this.client.batch().v1().jobs().inNamespace(this.namespace).withName(JobManifest.NAME);
	}

}
