package dev.animals.release.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.animals.release.cluster.ClusterException;
import dev.animals.release.cluster.NoKubeconfigException;
import dev.animals.release.prometheus.Metrics.UnavailableException;
import dev.animals.release.rollout.Forecast;
import dev.animals.release.rollout.Settings.Step;
import dev.animals.release.run.LocalRollout;

/** {@code plan}. */
@Command(name = "plan",
		description = "Shows the steps of a rollout, how long they take, and what they can find with the measured "
				+ "requests.")
final class Plan implements Callable<Integer> {

	@Mixin
	private final Options options = new Options();

	@Mixin
	private final RolloutOptions rollout = new RolloutOptions();

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Option(names = "--rate", defaultValue = "${env:RATE:-}", paramLabel = "NUMBER",
			description = "Requests per second (RATE, default those of the last hour).")
	private String rate = "";

	@Override
	public Integer call() {
		Settings settings = this.options.settings();
		Optional<Double> given = Options.given(this.rate).map(Input.RATE::check).map(Double::valueOf);
		dev.animals.release.rollout.Settings plan = dev.animals.release.rollout.Settings
			.read(this.rollout.settings(settings).rollout());
		PrintWriter out = this.spec.commandLine().getOut();
		out.println(text(plan));
		out.println(given.or(() -> measured(settings))
			.map((perSecond) -> new Forecast(plan, perSecond).text())
			.orElse("The requests could not be measured. Give their number per second: make plan RATE=2.5"));
		return 0;
	}

	private Optional<Double> measured(Settings settings) {
		try (Session session = Session.open(settings, this.spec.commandLine().getOut(),
				this.spec.commandLine().getErr())) {
			return Optional.of(new LocalRollout(this.rollout.settings(settings).withoutPhotos(), session.cluster(),
					session.connection().client(), settings.namespace())
				.metrics()
				.perSecond());
		}
		catch (CommandException | ClusterException | NoKubeconfigException | UnavailableException ex) {
			return Optional.empty();
		}
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
