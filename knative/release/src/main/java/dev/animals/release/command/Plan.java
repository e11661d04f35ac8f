package dev.animals.release.command;

import java.time.Duration;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.animals.release.rollout.Settings.Step;

/** {@code plan}. */
@Command(name = "plan", description = "Shows the steps of a rollout and how long they take.")
final class Plan implements Callable<Integer> {

	@Mixin
	private final Options options = new Options();

	@Mixin
	private final RolloutOptions rollout = new RolloutOptions();

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public Integer call() {
		this.spec.commandLine()
			.getOut()
			.println(text(dev.animals.release.rollout.Settings
				.read(this.rollout.settings(this.options.settings()).rollout())));
		return 0;
	}

	static String text(dev.animals.release.rollout.Settings settings) {
		StringBuilder text = new StringBuilder();
		Duration least = settings.bake().duration();
		Duration most = least;
		for (Step step : settings.steps()) {
			text.append("%3d %%  at least %s and %d requests, at most %s%n".formatted(step.percent(),
					minutes(step.duration()), step.requests(), minutes(step.deadline())));
			least = least.plus(step.duration());
			most = most.plus(step.deadline());
		}
		return text
			.append("100 %%  watched for %s%nIn all %s to %s.".formatted(minutes(settings.bake().duration()),
					minutes(least), minutes(most)))
			.toString();
	}

	private static String minutes(Duration duration) {
		return (duration.toSecondsPart() == 0) ? "%d min".formatted(duration.toMinutes())
				: "%d s".formatted(duration.toSeconds());
	}

}
