package dev.animals.e2e.outages;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.animals.testing.EnvironmentVariables;

/** The outages that {@code make e2e-outages} tries, in this order. */
final class Outages {

	private static final Duration LENGTH = Duration.ofSeconds(20);

	/** Longer than the service's time limit of a request (timeoutSeconds). */
	private static final Duration TOO_LONG = Duration.ofSeconds(75);

	/** Sends the largest photos that the service accepts, eight at a time. */
	private static final String FLOOD = """
			seq 64 | xargs -P 8 -I {} curl -s -o /dev/null -H "Host: $HOST" -H "Content-Type: image/jpeg" \
			--data-binary @$FOLDER/large.jpg http://$INGRESS/classify""";

	private static final String RESIZE = """
			kubectl patch pod $POD -n $NAMESPACE --subresource=resize -p '{"spec": {"containers": [{"name": \
			"user-container", "resources": {"limits": {"memory": "%s"}}}]}}'""";

	private static final String KILLED = """
			kubectl get pod $POD -n $NAMESPACE \
			-o jsonpath='{.status.containerStatuses[*].lastState.terminated.reason}' | grep -q OOMKilled""";

	private static final String WRITE = """
			sed "s|busybox #.*|$SHELL_IMAGE|" $RESOURCES/writer.yaml | kubectl apply -n $NAMESPACE -f - && \
			kubectl wait pod/writer -n $NAMESPACE --for=condition=Ready --timeout=60s""";

	private static final List<Outage> ALL = List.of(ofNode("api-server", LENGTH),
			ofNode("api-server", LENGTH).whileAsleep(), ofNode("image", TOO_LONG).whileAsleep(),
			new Outage("containerd", "$RESTART_CONTAINERD"), ofNode("dns", LENGTH), fill("shared-memory", ""),
			fill("shared-memory-restart", "busybox kill 1;"),
			new Outage("memory", false, RESIZE.formatted("400Mi") + " && until " + KILLED + "; do " + FLOOD + "; done",
					Duration.ZERO, RESIZE.formatted("1Gi")),
			new Outage("large-photos", FLOOD),
			kill("dispatcher", "knative-eventing", "messaging.knative.dev/role=dispatcher"),
			kill("broker-filter", "knative-eventing", "eventing.knative.dev/brokerRole=filter"),
			kill("broker-ingress", "knative-eventing", "eventing.knative.dev/brokerRole=ingress"),
			kill("service", "$NAMESPACE", "serving.knative.dev/service=animals"),
			kill("activator", "knative-serving", "app=activator"),
			kill("gateway", "kourier-system", "app=3scale-kourier-gateway"),
			kill("autoscaler", "knative-serving", "app=autoscaler"),
			kill("autoscaler", "knative-serving", "app=autoscaler").whileAsleep(),
			new Outage("disk", false, WRITE, LENGTH, "kubectl delete pod/writer -n $NAMESPACE --now").whileAsleep(),
			ofNode("dns", LENGTH).whileAsleep(), new Outage("containerd", "$RESTART_CONTAINERD").whileAsleep());

	/** The steps of the service's clock, for {@link TestedService#deployWithClock}. */
	private static final List<Outage> CLOCK_STEPS = List.of(step("clock-forward", "+1h"), step("clock-back", "-1h"));

	private Outages() {
	}

	/**
	 * Kills the processes of pods (SIGKILL). Deleting the pods would not, because the
	 * kubelet gives even the processes of a pod that was deleted by force time to end.
	 */
	private static Outage kill(String name, String namespace, String label) {
		return new Outage(name, """
				for id in $(kubectl get pods -n %s -l %s \
				-o jsonpath='{.items[*].status.containerStatuses[*].containerID}'); \
				do ${KILL_CONTAINER:?is not set} ${id#*//}; done""".formatted(namespace, label));
	}

	private static Outage ofNode(String name, Duration length) {
		String setting = name.toUpperCase(Locale.ROOT).replace('-', '_');
		return new Outage(name, false, "$BREAK_" + setting, length, "$MEND_" + setting);
	}

	/**
	 * Fills the pod's shared memory, in which Java has its temporary files, and then runs
	 * another command. The service's image has no shell, so another container of the pod
	 * does it, in the service's process namespace.
	 */
	private static Outage fill(String name, String then) {
		return new Outage(name, false, """
				kubectl debug $POD -n $NAMESPACE -q --image=$SHELL_IMAGE -c %NAME% --target=user-container \
				--profile=restricted --custom=$RESOURCES/user.yaml -- busybox sh -c \
				'busybox dd if=/dev/zero of=/dev/shm/full bs=1M; busybox df /dev/shm; %THEN% busybox sleep 20; \
				busybox rm /dev/shm/full' && until kubectl logs $POD -n $NAMESPACE -c %NAME% | grep 100%; \
				do sleep 1; done""".replace("%NAME%", name).replace("%THEN%", then), LENGTH, "");
	}

	/** Another container of the pod writes the file that the clock follows. */
	private static Outage step(String name, String offset) {
		String write = """
				kubectl debug $POD -n $NAMESPACE -q --image=$SHELL_IMAGE -c %s --profile=restricted \
				--custom=$RESOURCES/user.yaml -- busybox sh -c 'echo %s > /dev/shm/clock'""";
		return new Outage(name, false, write.formatted(name, offset), LENGTH, write.formatted(name + "-end", "+0"));
	}

	/**
	 * Returns the outages that the settings select: those in {@code OUTAGES}, or all
	 * except those in {@code WITHOUT}.
	 * @throws IllegalArgumentException if a setting names an unknown outage
	 */
	static List<Outage> selected() {
		return selected(ALL);
	}

	/** Returns the steps of the clock that the settings select. */
	static List<Outage> selectedClockSteps() {
		return selected(CLOCK_STEPS);
	}

	private static List<Outage> selected(List<Outage> outages) {
		Set<String> only = names("OUTAGES");
		Set<String> without = names("WITHOUT");
		return outages.stream()
			.filter((outage) -> (only.isEmpty() || only.contains(outage.name())) && !without.contains(outage.name()))
			.toList();
	}

	/** Returns the names of the outages that the settings leave out. */
	static List<String> leftOut() {
		Set<String> without = names("WITHOUT");
		return all().filter(without::contains).toList();
	}

	private static Stream<String> all() {
		return Stream.concat(ALL.stream(), CLOCK_STEPS.stream()).map(Outage::name);
	}

	private static Set<String> names(String setting) {
		Set<String> names = new TreeSet<>(Stream.of(EnvironmentVariables.ofProcess().get(setting, "").split("\\s+"))
			.filter((name) -> !name.isEmpty())
			.toList());
		List<String> known = all().toList();
		if (!known.containsAll(names)) {
			throw new IllegalArgumentException("%s may name these outages: %s".formatted(setting, known));
		}
		return names;
	}

}
