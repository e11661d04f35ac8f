package dev.animals.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.animals.routing.MailServer.Mail;
import dev.animals.routing.Webhook.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each test uses a service name of its own, so tests do not see each other's messages.
 */
class RoutingTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path folder;

	@SuppressWarnings("NullAway.Init")
	private static MailServer mailServer;

	@SuppressWarnings("NullAway.Init")
	private static Webhook webhook;

	@SuppressWarnings("NullAway.Init")
	private static Alertmanager alertmanager;

	@BeforeAll
	static void start() throws Exception {
		mailServer = new MailServer(folder);
		webhook = new Webhook();
		Files.writeString(folder.resolve("webhook-url"), webhook.address());
		Files.writeString(folder.resolve("smtp-password"), MailServer.PASSWORD);
		alertmanager = new Alertmanager(folder, mailServer.address());
	}

	@AfterAll
	static void stop() {
		alertmanager.close();
		webhook.close();
		mailServer.close();
	}

	@Test
	void sendsCriticalAlertsToThePersonOnDuty() {
		alertmanager.fire("AnimalsRestartLoop", "critical", "duty");

		awaitMessage(new Message("on-duty", "firing", "AnimalsRestartLoop", "duty"));
		awaitMail("AnimalsRestartLoop of duty");
	}

	@Test
	void sendsWarningsToTheTeam() {
		alertmanager.fire("AnimalsLatencyHigh", "warning", "team");

		awaitMessage(new Message("team", "firing", "AnimalsLatencyHigh", "team"));
		awaitMail("AnimalsLatencyHigh of team");
		assertThat(webhook.messages()).doesNotContain(new Message("on-duty", "firing", "AnimalsLatencyHigh", "team"));
	}

	@Test
	void sendsInfoAlertsToNobody() {
		alertmanager.fire("AnimalsConfidenceLow", "info", "nobody");
		alertmanager.fire("AnimalsLatencyHigh", "warning", "nobody");

		// When this later alert has arrived, the earlier one would have arrived too.
		awaitMessage(new Message("team", "firing", "AnimalsLatencyHigh", "nobody"));
		awaitMail("AnimalsLatencyHigh of nobody");
		assertThat(webhook.messages()).extracting(Message::alert).doesNotContain("AnimalsConfidenceLow");
		assertThat(mailServer.mails()).extracting(Mail::text)
			.noneMatch((text) -> text.contains("AnimalsConfidenceLow of nobody"));
	}

	@Test
	void notifiesWhenAnAlertIsResolved() {
		alertmanager.fire("AnimalsRestartLoop", "critical", "over");
		awaitMessage(new Message("on-duty", "firing", "AnimalsRestartLoop", "over"));

		alertmanager.resolve("AnimalsRestartLoop", "critical", "over");

		awaitMessage(new Message("on-duty", "resolved", "AnimalsRestartLoop", "over"));
	}

	@Test
	void suppressesAlertsThatFollowFromARouteThatIsNotReady() {
		alertmanager.fire("AnimalsNotReady", "critical", "inhibited");
		awaitMessage(new Message("on-duty", "firing", "AnimalsNotReady", "inhibited"));

		alertmanager.fire("AnimalsRequestsLost", "critical", "inhibited");
		alertmanager.fire("AnimalsRestartLoop", "critical", "inhibited");

		awaitMessage(new Message("on-duty", "firing", "AnimalsRestartLoop", "inhibited"));
		assertThat(webhook.messages())
			.doesNotContain(new Message("on-duty", "firing", "AnimalsRequestsLost", "inhibited"));
	}

	@Test
	void readsThePasswordAgainAndRetriesUntilTheMailServerAcceptsIt() throws IOException {
		Path password = folder.resolve("smtp-password");
		Files.writeString(password, "wrong");
		double failed = alertmanager.failedMails();
		alertmanager.fire("AnimalsRestartLoop", "critical", "password");
		await().atMost(Duration.ofSeconds(30)).until(() -> alertmanager.failedMails() > failed);
		assertThat(mailServer.mails()).extracting(Mail::text)
			.noneMatch((text) -> text.contains("AnimalsRestartLoop of password"));

		Files.writeString(password, MailServer.PASSWORD);

		awaitMail("AnimalsRestartLoop of password");
	}

	private static void awaitMessage(Message message) {
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(webhook.messages()).contains(message));
	}

	private static void awaitMail(String summary) {
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(mailServer.mails())
				.anySatisfy((mail) -> assertThat(mail.text()).contains(summary)));
		assertThat(mailServer.mails()).allSatisfy((mail) -> {
			assertThat(mail.from()).isEqualTo(Alertmanager.FROM);
			assertThat(mail.to()).isEqualTo(Alertmanager.TO);
		});
	}

}
