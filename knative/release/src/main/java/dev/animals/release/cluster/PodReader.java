package dev.animals.release.cluster;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;

import dev.animals.release.cluster.Cluster.Pods;

import static java.util.stream.Collectors.joining;

/**
 * Summarises the pods of a revision.
 */
final class PodReader {

	private PodReader() {
	}

	static Pods read(List<Pod> pods) {
		List<Pod> staying = pods.stream().filter((pod) -> pod.getMetadata().getDeletionTimestamp() == null).toList();
		List<ContainerStatus> containers = staying.stream().flatMap(PodReader::containers).toList();
		int ready = (int) staying.stream().filter(PodReader::isReady).count();
		int restarts = containers.stream()
			.mapToInt((status) -> Optional.ofNullable(status.getRestartCount()).orElse(0))
			.sum();
		String problem = containers.stream()
			.flatMap((status) -> problems(status).stream())
			.distinct()
			.collect(joining("; "));
		return new Pods(staying.size(), ready, restarts, problem);
	}

	private static Stream<ContainerStatus> containers(Pod pod) {
		return (pod.getStatus() == null) ? Stream.empty() : pod.getStatus().getContainerStatuses().stream();
	}

	private static boolean isReady(Pod pod) {
		return pod.getStatus() != null && pod.getStatus()
			.getConditions()
			.stream()
			.anyMatch((condition) -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
	}

	/**
	 * Returns why a container ended or waits, but nothing for a container that is only
	 * being created.
	 */
	private static List<String> problems(ContainerStatus status) {
		return Stream.of(Optional.ofNullable(status.getLastState()), Optional.ofNullable(status.getState()))
			.flatMap(Optional::stream)
			.flatMap(PodReader::reasons)
			.filter((reason) -> !reason.isBlank() && !reason.equals("ContainerCreating") && !reason.equals("Completed"))
			.toList();
	}

	private static Stream<String> reasons(ContainerState state) {
		if (state.getTerminated() != null) {
			return Stream.of(text(state.getTerminated().getReason()), text(state.getTerminated().getMessage()));
		}
		if (state.getWaiting() != null) {
			return Stream.of(text(state.getWaiting().getReason()));
		}
		return Stream.empty();
	}

	private static String text(String value) {
		return Optional.ofNullable(value).map(String::strip).orElse("");
	}

}
