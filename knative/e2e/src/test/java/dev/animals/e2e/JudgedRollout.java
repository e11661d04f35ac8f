package dev.animals.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.animals.testing.Command;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A rollout that has ended by itself while users sent photos.
 *
 * @param environment where it ran
 * @param stable the stable revision when it began
 * @param rollout the command
 * @param users the users, who have stopped
 */
public record JudgedRollout(Environment environment, String stable, Command rollout, Users users) {

	/**
	 * Rolls an image out while users send photos. The release program is started
	 * directly, because {@code make} exits with 2 for every failure.
	 * @param environment where to roll it out, with an overlay that may change the
	 * candidate
	 * @param image the candidate's image
	 * @param smoke whether the smoke set is sent first, {@code on} or {@code off}
	 * @param settings the file with the steps and limits, in this repository
	 * @return the rollout
	 */
	public static JudgedRollout run(Environment environment, String image, String smoke, String settings) {
		String stable = environment.revision("stable");
		Users users = new Users(environment.users());
		Command rollout = Command.run(Duration.ofMinutes(25),
				Map.of("IMAGE", image, "OVERLAY", environment.folder().toString(), "NAMESPACE", environment.namespace(),
						"INGRESS", Settings.INGRESS.getAuthority(), "SMOKE", smoke, "ROLLOUT",
						Settings.REPOSITORY.resolve(settings).toString(), "REPORT",
						Settings.OUTPUT.resolve("rollout.md").toString()),
				List.of("knative/release/release", "rollout"));
		users.close();
		System.out.printf(
				"%s%nUsers: of %d requests %d failed, %d were answered wrongly, %d took longer than a second%n",
				rollout, users.sent(), users.failures().size(), users.wrong(), users.late());
		return new JudgedRollout(environment, stable, rollout, users);
	}

	/**
	 * Asserts that the candidate was taken back and stable has all traffic.
	 * @param why a word that the reason contains, if the judge decided
	 * @param status the expected exit status: 10 if the judge decided, 11 for the smoke
	 * set
	 */
	public void isTakenBack(String why, int status) {
		assertThat(this.rollout.status()).as(this.rollout::toString).isEqualTo(status);
		if (status == 10) {
			assertThat(this.rollout.output()).contains(why);
		}
		assertThat(this.environment.kubectl("get", "ksvc", "animals", "-o",
				"jsonpath={range .spec.traffic[?(@.tag==\"stable\")]}{.revisionName} {.percent}{end}"))
			.isEqualTo(this.stable + " 100");
	}

}
