package dev.animals.release.cluster;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LeaseLockTests {

	private static final String COLLECTION = Release.LEASE.substring(0, Release.LEASE.lastIndexOf('/'));

	private static final String US = "adam@laptop (pid " + ProcessHandle.current().pid() + ")";

	private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSX");

	private final FakeApiServer server = new FakeApiServer();

	private final KubernetesClient client = new KubernetesClientBuilder()
		.withConfig(new ConfigBuilder().withMasterUrl(this.server.url()).build())
		.build();

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Test
	void isDeletedWhenItIsClosed() {
		try (LeaseLock lock = take()) {
			assertThat(lock.held()).isTrue();
			assertThat(this.server.has(Release.LEASE)).isTrue();
		}
		assertThat(this.server.has(Release.LEASE)).isFalse();
		assertThat(this.server.requests()).contains("POST " + COLLECTION);
	}

	@Test
	void isNotTakenFromAHolderThatRenewedItInTime() {
		hold("eve@laptop (pid 1)", 30);
		assertThatExceptionOfType(ClusterException.Held.class).isThrownBy(this::take).withMessageContaining("eve@");
	}

	@Test
	void isTakenFromAHolderThatNoLongerRenewsIt() {
		hold("eve@laptop (pid 1)", 61);
		take().close();
	}

	/** The holder's clock is two minutes behind. */
	@Test
	void isNotTakenFromAHolderWhoseClockIsBehind() {
		hold("eve@laptop (pid 1)", 125);
		this.server.once("GET " + Release.LEASE,
				() -> this.server.once("GET " + Release.LEASE, () -> hold("eve@laptop (pid 1)", 120)));
		assertThatExceptionOfType(ClusterException.Held.class).isThrownBy(this::take);
	}

	@Test
	void isTakenAtOnceFromAProcessThatWasKilledOnThisMachine() throws IOException, InterruptedException {
		Process process = new ProcessBuilder("true").start();
		process.waitFor();
		hold("adam@laptop (pid " + process.pid() + ")", 1);
		take().close();
	}

	@Test
	void isNotTakenFromAnotherProcessOfTheSamePerson() {
		hold("adam@laptop (pid " + ProcessHandle.current().parent().orElseThrow().pid() + ")", 1);
		assertThatExceptionOfType(ClusterException.Held.class).isThrownBy(this::take);
	}

	private LeaseLock take() {
		return LeaseLock.take(this.client, "animals-local", US, Duration.ofMillis(10));
	}

	private void hold(String holder, int secondsAgo) {
		this.server.put(Release.LEASE, """
				{"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "animals-rollout"},
				 "spec": {"holderIdentity": "%s", "leaseDurationSeconds": 60, "renewTime": "%s"}}""".formatted(holder,
				MICROSECONDS.format(ZonedDateTime.now(ZoneOffset.UTC).minusSeconds(secondsAgo))));
	}

}
