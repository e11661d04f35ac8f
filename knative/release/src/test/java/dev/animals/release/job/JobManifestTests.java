package dev.animals.release.job;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import org.junit.jupiter.api.Test;

import dev.animals.release.ExitCode;
import dev.animals.release.rollout.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class JobManifestTests {

	private final List<HasMetadata> rights = JobManifest.rights("animals-dev");

	private final List<HasMetadata> resources = JobManifest.of("animals-dev",
			new JobSettings("registry.example.com/release@sha256:0", "registry.example.com/animals@sha256:1",
					Map.of("ENV", "dev"), "look: 15s\n"));

	private <T extends HasMetadata> T only(Class<T> type) {
		List<T> found = Stream.concat(this.rights.stream(), this.resources.stream())
			.filter(type::isInstance)
			.map(type::cast)
			.toList();
		assertThat(found).hasSize(1);
		return found.getFirst();
	}

	private Container container() {
		return only(Job.class).getSpec().getTemplate().getSpec().getContainers().getFirst();
	}

	@Test
	void putsEverythingIntoTheServicesNamespace() {
		assertThat(this.rights).hasSize(3)
			.allMatch((resource) -> resource.getMetadata().getNamespace().equals("animals-dev"));
		assertThat(this.resources).allMatch((resource) -> resource.getMetadata().getNamespace().equals("animals-dev"));
		assertThat(only(RoleBinding.class).getSubjects())
			.allMatch((subject) -> subject.getNamespace().equals("animals-dev"));
		assertThat(this.resources.getLast()).isInstanceOf(Job.class);
	}

	@Test
	void runsTheImageWithItsSettings() {
		assertThat(container().getImage()).isEqualTo("registry.example.com/release@sha256:0");
		assertThat(container().getEnv()).contains(new EnvVar("ENV", "dev", null),
				new EnvVar("NAMESPACE", "animals-dev", null), new EnvVar("ROLLOUT", "/settings/rollout.yaml", null));
	}

	@Test
	void takesAnApiKeyFromASecretThatMayBeMissing() {
		assertThat(container().getEnvFrom()).singleElement()
			.satisfies((source) -> assertThat(source.getSecretRef().getName()).isEqualTo("animals-release-key"))
			.satisfies((source) -> assertThat(source.getSecretRef().getOptional()).isTrue());
	}

	@Test
	void runsWithoutPrivileges() {
		assertThat(container().getSecurityContext().getRunAsNonRoot()).isTrue();
		assertThat(container().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
		assertThat(container().getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
	}

	/** Kubernetes cannot limit rights to create and to list to names. */
	@Test
	void limitsRightsToNamesWhereverKubernetesCan() {
		List<PolicyRule> rules = only(Role.class).getRules();
		assertThat(rules).flatExtracting(PolicyRule::getVerbs).doesNotContain("*", "watch", "deletecollection");
		assertThat(rules).flatExtracting(PolicyRule::getResources).doesNotContain("*", "secrets");
		assertThat(rules.stream()
			.filter((rule) -> rule.getResourceNames().isEmpty())
			.flatMap((rule) -> rule.getResources().stream().map((resource) -> resource + " " + rule.getVerbs())))
			.containsExactlyInAnyOrder("revisions [get, patch]", "pods [list]", "events [create]", "leases [create]");
	}

	/** A new pod would start a rollout that has ended again. */
	@Test
	void endsWithTheRolloutAndIsResumedOtherwise() {
		List<Integer> ends = only(Job.class).getSpec()
			.getPodFailurePolicy()
			.getRules()
			.stream()
			.filter((rule) -> rule.getOnExitCodes() != null)
			.flatMap((rule) -> rule.getOnExitCodes().getValues().stream())
			.toList();
		assertThat(Stream.of(Outcome.values())
			.map(Outcome::code)
			.filter((code) -> code != ExitCode.DONE && code != ExitCode.NO_CLUSTER && code != ExitCode.STOPPED
					&& code != ExitCode.FAILED)
			.map(ExitCode::code)).allMatch(ends::contains);
		assertThat(ends).doesNotContain(ExitCode.NO_CLUSTER.code(), ExitCode.STOPPED.code(), 1, 137, 143);
	}

	@Test
	void keepsItsLeaseWhenItsPodIsReplaced() {
		assertThat(only(Job.class).getSpec().getTemplate().getSpec().getHostname()).isEqualTo("animals-rollout");
		assertThat(only(Job.class).getSpec().getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
	}

}
