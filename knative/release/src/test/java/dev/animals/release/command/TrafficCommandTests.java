package dev.animals.release.command;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Release;

import static org.assertj.core.api.Assertions.assertThat;

class TrafficCommandTests {

	private static final String STABLE = entry("stable", "v1", 80);

	@RegisterExtension
	private final Release release = new Release();

	@BeforeEach
	void start() {
		this.release.revision("v1", true)
			.revision("v2", true)
			.revision("v3", true)
			.service(STABLE + "," + entry("candidate", "v2", 20) + "," + entry("previous", "v3", 0))
			.pod("v1", true, "");
	}

	@Test
	void canaryGivesTheCandidateItsShareInOneWrite() {
		assertThat(this.release.run(ExitCode.DONE, "canary", "--percent=50").out())
			.contains("Cluster fake (http://localhost:", "namespace animals-local")
			.contains("+ kn service update animals -n animals-local --traffic v1=50,v2=50");
		assertThat(this.release.traffic()).isEqualTo("stable=v1:50 candidate=v2:50 previous=v3:0");
		assertThat(this.release.server.requests()).containsOnlyOnce("PATCH " + Release.SERVICE);
		assertThat(this.release.server.has(Release.LEASE)).isFalse();
		assertThat(decision()).contains("canary by ").contains("v2 (candidate) gets 50 %");
	}

	@Test
	void promoteMakesStablePrevious() {
		this.release.run(ExitCode.DONE, "promote");
		assertThat(this.release.traffic()).isEqualTo("stable=v2:100 previous=v1:0");
	}

	@Test
	void decidesAgainIfSomebodyElseWasFaster() {
		this.release.server.once("PATCH " + Release.SERVICE, () -> this.release.service(entry("stable", "v2", 100)));
		assertThat(this.release.run(ExitCode.NOTHING_THERE, "canary", "--percent=50").err())
			.contains("There is no candidate");
		assertThat(this.release.traffic()).isEqualTo("stable=v2:100");
	}

	@Test
	void promotesOnlyTheCandidateThatItSaw() {
		this.release.server.once("PATCH " + Release.SERVICE,
				() -> this.release.service(STABLE + "," + entry("candidate", "v3", 20)));
		assertThat(this.release.run(ExitCode.INTERFERED, "promote").err()).contains("the candidate is v3 now");
		assertThat(this.release.traffic()).isEqualTo("stable=v1:80 candidate=v3:20");
	}

	@Test
	void onlyARollbackEndsARolloutWithoutChangingTraffic() {
		startRollout();
		this.release.run(ExitCode.DONE, "canary", "--percent=20");
		assertThat(isRollingOut()).isTrue();
	}

	@Test
	void dryRunWritesNothing() {
		for (String command : new String[] { "promote", "rollback" }) {
			assertThat(this.release.run(ExitCode.DONE, command, "--dry-run").out()).contains("+ kn service update",
					"Would be:");
		}
		assertThat(this.release.server.requests()).noneMatch((request) -> request.matches("(PATCH|PUT|DELETE) .*"));
	}

	@Test
	void namesWhoHoldsTheLease() {
		hold();
		assertThat(this.release.run(ExitCode.LOCKED, "promote").err()).contains("eve@laptop");
		assertThat(this.release.traffic()).startsWith("stable=v1:80");
	}

	@Test
	void rollbackNeedsNoLease() {
		hold();
		assertThat(this.release.run(ExitCode.DONE, "rollback").out()).contains("v1 (stable) has all traffic");
		assertThat(this.release.traffic()).isEqualTo("stable=v1:100 candidate=v2:0 previous=v3:0");
	}

	@Test
	void rollbackTakesTrafficFromEveryOtherRevision() {
		this.release.service(STABLE + ",{\"revisionName\": \"v2\", \"percent\": 20, \"latestRevision\": false}");
		this.release.run(ExitCode.DONE, "rollback");
		assertThat(this.release.traffic()).isEqualTo("stable=v1:100");
	}

	@Test
	void rollbackEndsARolloutThatHasNoTrafficYet() {
		this.release.service(entry("stable", "v1", 100) + "," + entry("candidate", "v2", 0));
		startRollout();
		this.release.run(ExitCode.DONE, "rollback");
		assertThat(isRollingOut()).isFalse();
	}

	@Test
	void rollbackLeavesTrafficAloneIfNoPodStarts() {
		this.release.service(entry("stable", "v1", 100) + "," + entry("previous", "v3", 0))
			.pod("v3", false, "ImagePullBackOff");
		assertThat(this.release.run(ExitCode.TARGET_NOT_STARTED, "rollback").err()).contains("ImagePullBackOff");
		assertThat(this.release.traffic()).isEqualTo("stable=v1:100 previous=v3:0");
	}

	@Test
	void rollbackStartsAPodFirst() {
		this.release.service(entry("stable", "v1", 100) + "," + entry("previous", "v3", 0));
		this.release.server.once("PATCH " + Release.serving("revisions/v3"), () -> this.release.pod("v3", true, ""));
		assertThat(this.release.run(ExitCode.DONE, "rollback").out()).contains("v3 has no ready pod");
		assertThat(this.release.traffic()).isEqualTo("stable=v3:100 previous=v1:0");
		assertThat(this.release.server.get(Release.serving("revisions/v3")).toString()).doesNotContain("min-scale");
	}

	@Test
	void rollbackDoesNotFollowSomebodyElsesChange() {
		this.release.server.once("PATCH " + Release.SERVICE,
				() -> this.release.service(entry("stable", "v3", 100) + "," + entry("previous", "v2", 0)));
		this.release.run(ExitCode.INTERFERED, "rollback");
		assertThat(this.release.traffic()).isEqualTo("stable=v3:100 previous=v2:0");
	}

	@Test
	void canaryAndPromoteRejectACandidateThatFails() {
		this.release.revision("v2", false);
		assertThat(this.release.run(ExitCode.NOTHING_THERE, "canary", "--percent=10").err())
			.contains("v2 is not ready");
		assertThat(this.release.run(ExitCode.NOTHING_THERE, "promote").err()).contains("v2 is not ready");
	}

	@Test
	void saysThatTheRightsAreMissing() {
		this.release.server.reject("PATCH " + Release.SERVICE, 403);
		this.release.run(ExitCode.DENIED, "rollback");
	}

	@Test
	void saysThatTheIdentityIsUnknown() {
		this.release.server.reject("GET " + Release.SERVICE, 401);
		this.release.run(ExitCode.DENIED, "promote");
	}

	@Test
	void saysThatTheServerDoesNotAnswer() {
		this.release.server.reject("GET " + Release.SERVICE, 503);
		this.release.run(ExitCode.NO_CLUSTER, "rollback");
	}

	@Test
	void saysThatThereIsNoKubeconfig() {
		System.setProperty("kubeconfig", "/nowhere/kubeconfig");
		assertThat(this.release.run(ExitCode.NO_KUBECONFIG, "rollback").err().strip().lines()).hasSize(1);
	}

	@Test
	void rejectsAShareThatIsNone() {
		for (String percent : new String[] { "", "101", "-1", "ten", "1;id" }) {
			this.release.run(ExitCode.USAGE, "canary", "--percent=" + percent);
		}
	}

	private void startRollout() {
		this.release.server.put(Release.SERVICE,
				this.release.server.get(Release.SERVICE)
					.toString()
					.replace("\"uid\":\"u\"", "\"annotations\": {\"animals.dev/rollout\": \"{}\"}"));
	}

	private boolean isRollingOut() {
		return this.release.server.get(Release.SERVICE).path("metadata").path("annotations").has("animals.dev/rollout");
	}

	private String decision() {
		return this.release.server.get(Release.SERVICE)
			.path("metadata")
			.path("annotations")
			.path("animals.dev/rollout-decision")
			.asString("");
	}

	private void hold() {
		this.release.server.put(Release.LEASE, """
				{"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "animals-rollout"},
				 "spec": {"holderIdentity": "eve@laptop", "leaseDurationSeconds": 60,
				  "renewTime": "2999-01-01T00:00:00.000000Z"}}""");
	}

	private static String entry(String tag, String revision, int percent) {
		return "{\"tag\": \"%s\", \"revisionName\": \"%s\", \"percent\": %d, \"latestRevision\": false}".formatted(tag,
				revision, percent);
	}

}
