package dev.animals.release.rollout;

import java.time.Duration;
import java.util.Locale;

import dev.animals.release.judge.Figures;
import dev.animals.release.judge.Power;
import dev.animals.release.judge.Share;
import dev.animals.release.rollout.Settings.Step;

/**
 * Forecasts which faults a rollout can find with a number of requests per second, and how
 * soon it finds them.
 *
 * @param settings the settings of the rollout
 * @param perSecond requests per second
 */
public record Forecast(Settings settings, double perSecond) {

	private static final Share UNKNOWN = new Share(0, 0);

	private static final double[] ERRORS = { 0.005, 0.01, 0.02, 0.05, 0.2 };

	/** Returns the forecast as text of several lines. */
	public String text() {
		Step last = this.settings.steps().getLast();
		long needed = Power.usual(this.settings.judge(), UNKNOWN, last.percent());
		boolean judged = Pace.expected(this.perSecond, last) >= needed;
		StringBuilder text = new StringBuilder();
		text.append(String.format(Locale.ROOT, "With %.2f requests a second:%n", this.perSecond));
		for (Step step : this.settings.steps()) {
			text.append("%3d %%  %s%n".formatted(step.percent(), course(step, judged)));
		}
		String how = judged ? "A candidate as good as stable is promoted after about %d requests at %d %%, in %s.%n"
				: "Too few to judge: that takes about %d requests to the candidate at %d %%, or %s. "
						+ "It is held at %d %%.%n";
		text.append(how.formatted(needed, last.percent(), time(needed, last), this.settings.hold()));
		text.append("If stable fails %s, these errors are found at %d %%:"
			.formatted(Figures.percent(Power.ASSUMED_ERRORS), last.percent()));
		for (double errors : ERRORS) {
			Power.untilFound(this.settings.judge(), Power.ASSUMED_ERRORS, errors, last.percent())
				.ifPresent((requests) -> text.append("%n%6s  after about %d requests to the candidate, in %s"
					.formatted(Figures.percent(errors), requests, time(requests, last))));
		}
		return text.toString();
	}

	private String course(Step step, boolean judged) {
		if (!judged && step.percent() > this.settings.hold()) {
			return "not reached";
		}
		if (Pace.expected(this.perSecond, step) < step.requests()) {
			return "left out, too few requests";
		}
		return "%d requests to the candidate in %s".formatted(step.requests(), time(step.requests(), step));
	}

	private String time(long requests, Step step) {
		double seconds = requests / (this.perSecond * step.percent() / 100);
		if (!(seconds < Duration.ofDays(365).toSeconds())) {
			return "more than a year";
		}
		Duration time = Duration.ofSeconds((long) seconds);
		return (time.toHours() >= 3) ? "%d h".formatted(time.toHours())
				: "%d min".formatted(Math.max(1, time.toMinutes()));
	}

}
