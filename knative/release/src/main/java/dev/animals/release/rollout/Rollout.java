package dev.animals.release.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.animals.release.rollout.Settings.Step;
import dev.animals.release.rollout.Cluster.Service;
import dev.animals.release.rollout.Cluster.Target;
import dev.animals.release.rollout.Cluster.UnreachableException;
import dev.animals.release.judge.Block;
import dev.animals.release.judge.Finding;
import dev.animals.release.judge.Judge;
import dev.animals.release.judge.Judge.Load;
import dev.animals.release.prometheus.Metrics;
import dev.animals.release.prometheus.Metrics.UnavailableException;
import dev.animals.release.smoke.Smoke;
import dev.animals.release.smoke.SmokeResult;

import static java.util.stream.Collectors.joining;

/**
 * The story: a candidate at 0 %, the smoke set, step after step, and then all traffic or
 * none. What is under way is kept at the Service itself, changed together with the
 * traffic, so whoever runs next goes on where a killed rollout stopped: the evidence is
 * made again from what Prometheus has.
 */
public final class Rollout {

	private final Settings settings;

	private final Cluster cluster;

	private final Metrics metrics;

	private final Optional<Smoke> smoke;

	private final Time time;

	private final View view;

	/** What ended the rollout, for the sentence that stays at the Service. */
	private String why = "";

	/**
	 * Puts its parts together.
	 * @param settings what is asked
	 * @param cluster the Service
	 * @param metrics what it did
	 * @param smoke photos; empty: none are sent
	 * @param time the clock
	 * @param view who watches
	 */
	public Rollout(Settings settings, Cluster cluster, Metrics metrics, Optional<Smoke> smoke, Time time, View view) {
		this.settings = settings;
		this.cluster = cluster;
		this.metrics = metrics;
		this.smoke = smoke;
		this.time = time;
		this.view = view;
	}

	/**
	 * Rolls the candidate out, or back. Returns when it is decided, and not before.
	 * @return how it ended
	 */
	public Outcome run() {
		Outcome outcome = outcome();
		this.view.ended(outcome, this.why);
		return outcome;
	}

	private Outcome outcome() {
		try {
			if (!patiently(this.cluster::lock)) {
				return because(Outcome.LOCKED, "Another rollout of this Service is under way.");
			}
			Outcome outcome = rollOut();
			unlock();
			return outcome;
		}
		catch (InterferedException ex) {
			return because(Outcome.INTERFERED, "Somebody else changed the traffic; it was left as it is.");
		}
		catch (UnreachableException ex) {
			return because(Outcome.NO_CLUSTER, "The API server did not answer: " + ex.getMessage());
		}
		catch (InterruptedException ex) {
			return because(Outcome.STOPPED, "It was stopped while the API server did not answer.");
		}
	}

	private void unlock() {
		try {
			this.cluster.unlock();
		}
		catch (UnreachableException ex) {
			this.view.said("The lock was not given back; it expires by itself.");
		}
	}

	private Outcome rollOut() throws InterruptedException {
		Service service = patiently(this.cluster::read);
		Optional<String> candidate = service.revision("candidate");
		Optional<String> stable = service.revision("stable");
		if (candidate.isEmpty() || stable.isEmpty() || candidate.equals(stable)) {
			return because(Outcome.NOTHING_TO_DO, "There is no candidate that differs from stable.");
		}
		// Of a rollout that somebody has ended by hand the state is still there, but the
		// traffic is another.
		State state = service.state()
			.filter((found) -> found.candidate().equals(candidate.get()) && isOurs(service, found))
			.orElseGet(() -> new State(UUID.randomUUID().toString().substring(0, 8), candidate.get(), stable.get(),
					List.of()));
		try {
			if (state.steps().isEmpty()) {
				Optional<Outcome> failed = smoke(service, state);
				if (failed.isPresent()) {
					return failed.get();
				}
				state = begin(state, this.settings.steps().getFirst().percent());
			}
			else {
				this.view.said("A rollout is found at %d %%; it goes on.".formatted(state.steps().getLast().percent()));
			}
			return watch(state);
		}
		catch (InterruptedException ex) {
			return back(Outcome.STOPPED, "It was stopped.");
		}
	}

	private Optional<Outcome> smoke(Service service, State state) throws InterruptedException {
		this.view.said("%s is candidate, %s is stable.".formatted(state.candidate(), state.stable()));
		if (this.smoke.isEmpty()) {
			this.view.said("No smoke set.");
			return Optional.empty();
		}
		SmokeResult result = this.smoke.get().run(service.urls(), this.cluster::lock);
		this.view.said("Smoke set: " + result.sentence());
		result.mistakes().forEach(this.view::said);
		if (result.mistakes().size() > this.settings.smokeMistakes()) {
			return Optional
				.of(back(Outcome.FAILED_SMOKE, String.join("; ", result.mistakes()) + ". " + result.sentence()));
		}
		int different = result.photos() - result.same();
		if (different > this.settings.smokeDifferent() * result.photos()) {
			return Optional.of(back(Outcome.FAILED_SMOKE,
					"It answers otherwise than stable to too many photos. " + result.sentence()));
		}
		return Optional.empty();
	}

	/** Looks until it is decided. */
	private Outcome watch(State begun) throws InterruptedException {
		State state = begun;
		List<Step> steps = this.settings.steps();
		Judge judge = new Judge(this.settings.judge(), steps.size());
		Instant start = state.steps().getFirst().time();
		Instant from = start;
		Instant lastAnswer = this.time.now();
		int announced = 0;
		int restartsBefore = patiently(() -> this.cluster.restarts(begun.candidate()));
		while (true) {
			Instant to = from.plus(this.settings.look());
			this.time.sleepUntil(to.plus(this.settings.lag()));
			Service service = patiently(this.cluster::read);
			if (!patiently(this.cluster::lock)) {
				return because(Outcome.LOCKED, "The lock was lost to another rollout, which goes on.");
			}
			State now = state;
			if (!isOurs(service, now)) {
				throw new InterferedException();
			}
			Block block;
			double queued;
			try {
				Instant since = from;
				block = this.metrics.between(since, to, now.candidate(), now.stable());
				queued = this.metrics.queued(since, to, now.candidate());
				lastAnswer = this.time.now();
			}
			catch (UnavailableException ex) {
				if (this.time.now().isAfter(lastAnswer.plus(this.settings.metricsDeadline()))) {
					return back(Outcome.NO_METRICS, "Prometheus did not answer: " + ex.getMessage());
				}
				this.view.said("Prometheus does not answer: " + ex.getMessage());
				this.time.sleepUntil(this.time.now().plus(this.settings.look()));
				continue;
			}
			while (announced < now.steps().size() && now.steps().get(announced).time().isBefore(to)) {
				judge.startStep(step(now.steps().get(announced).percent()).requests());
				announced++;
			}
			judge.add(block);
			from = to;
			if (announced < now.steps().size()) {
				// What lies before the present step, in a rollout that goes on.
				continue;
			}
			int restarts = patiently(() -> this.cluster.restarts(now.candidate())) - restartsBefore;
			List<Finding> findings = judge.findings(new Load(queued, restarts));
			Step step = step(now.steps().getLast().percent());
			Instant stepBegan = now.steps().getLast().time();
			List<Finding> worse = in(Finding.State.WORSE, findings);
			List<Finding> waiting = in(Finding.State.WAITING, findings);
			this.view.looked(now, step.percent(), waitingFor(step, stepBegan, waiting), findings);
			if (!worse.isEmpty()) {
				return back(Outcome.WORSE,
						"At %d %% the candidate is worse. %s".formatted(step.percent(), sentences(worse)));
			}
			boolean lasted = !this.time.now().isBefore(stepBegan.plus(step.duration()));
			if (waiting.isEmpty() && lasted) {
				int next = steps.indexOf(step) + 1;
				if (next == steps.size()) {
					return promote(findings);
				}
				state = begin(now, steps.get(next).percent());
			}
			else if (this.time.now().isAfter(stepBegan.plus(step.deadline()))) {
				return back(Outcome.UNDECIDED, "At %d %% too little was seen in %d minutes. %s"
					.formatted(step.percent(), step.deadline().toMinutes(), sentences(waiting)));
			}
		}
	}

	/** The settings may have changed since the rollout began. */
	private Step step(int percent) {
		List<Step> steps = this.settings.steps();
		return steps.stream().filter((step) -> step.percent() >= percent).findFirst().orElse(steps.getLast());
	}

	private State begin(State state, int percent) throws InterruptedException {
		State next = state.begin(percent, this.time.now());
		change((service) -> new Change(split(service, percent), next, null),
				"The candidate gets %d %%.".formatted(percent));
		return next;
	}

	private Outcome promote(List<Finding> findings) throws InterruptedException {
		String sentence = "%s. %s".formatted("It is as good as stable and has all traffic", sentences(findings));
		change((service) -> {
			String candidate = service.revision("candidate").orElseThrow();
			String stable = service.revision("stable").orElseThrow();
			return new Change(List.of(new Target("stable", candidate, 100), new Target("previous", stable, 0)), null,
					decision(Outcome.PROMOTED, candidate, sentence));
		}, "Promoted. Back: make rollback.");
		announce(false, "RolloutPromoted", sentence);
		return because(Outcome.PROMOTED, sentence);
	}

	/**
	 * Gives stable all traffic. Nothing may keep it from that but an API server that is
	 * away.
	 */
	private Outcome back(Outcome outcome, String sentence) throws InterruptedException {
		change((service) -> new Change(split(service, 0), null,
				decision(outcome, service.revision("candidate").orElseThrow(), sentence)), "Stable has all traffic.");
		announce(true, "RolloutTakenBack", sentence);
		return because(outcome, sentence);
	}

	/** The tags stay as they are; previous has nothing. */
	private static List<Target> split(Service service, int percent) {
		List<Target> targets = new ArrayList<>();
		targets.add(new Target("stable", service.revision("stable").orElseThrow(), 100 - percent));
		targets.add(new Target("candidate", service.revision("candidate").orElseThrow(), percent));
		service.revision("previous").ifPresent((revision) -> targets.add(new Target("previous", revision, 0)));
		return targets;
	}

	/** Writes, again if only something else at the Service was changed meanwhile. */
	private void change(Function<Service, Change> to, String sentence) throws InterruptedException {
		Service before = patiently(this.cluster::read);
		while (true) {
			Service service = before;
			Change change = to.apply(service);
			if (patiently(() -> this.cluster.write(service, change.traffic(), change.state(), change.decision()))) {
				this.view.said(sentence);
				return;
			}
			before = patiently(this.cluster::read);
			if (!before.traffic().equals(service.traffic()) && !before.traffic().equals(change.traffic())) {
				throw new InterferedException();
			}
		}
	}

	private static boolean isOurs(Service service, State state) {
		int percent = state.steps().isEmpty() ? 0 : state.steps().getLast().percent();
		return service.revision("candidate").filter(state.candidate()::equals).isPresent()
				&& service.revision("stable").filter(state.stable()::equals).isPresent()
				&& service.percent(state.candidate()) == percent && service.percent(state.stable()) == 100 - percent;
	}

	/** Tries until the API server answers or its deadline is over. */
	private <T> T patiently(Supplier<T> call) throws InterruptedException {
		Instant deadline = this.time.now().plus(this.settings.clusterDeadline());
		while (true) {
			try {
				return call.get();
			}
			catch (UnreachableException ex) {
				if (this.time.now().isAfter(deadline)) {
					throw ex;
				}
				this.view.said("The API server does not answer: " + ex.getMessage());
				this.time.sleepUntil(this.time.now().plusSeconds(2));
			}
		}
	}

	private void announce(boolean warning, String reason, String message) throws InterruptedException {
		patiently(() -> {
			this.cluster.event(warning, reason, message);
			return true;
		});
	}

	private Outcome because(Outcome outcome, String sentence) {
		this.why = sentence;
		return outcome;
	}

	private String decision(Outcome outcome, String candidate, String sentence) {
		return "%s %s %s: %s".formatted(this.time.now(), candidate, outcome, sentence);
	}

	private static List<Finding> in(Finding.State state, List<Finding> findings) {
		return findings.stream().filter((finding) -> finding.state() == state).toList();
	}

	private String waitingFor(Step step, Instant began, List<Finding> waiting) {
		Instant until = began.plus(step.duration());
		String names = waiting.stream().map(Finding::name).collect(joining(", "));
		return !names.isEmpty() ? "more of: %s; until %s".formatted(names, began.plus(step.deadline()))
				: this.time.now().isBefore(until) ? "the step's time, until " + until : "nothing";
	}

	private static String sentences(List<Finding> findings) {
		return findings.stream()
			.map((finding) -> "%s: %s%s%s%s.".formatted(finding.name(), finding.candidate(),
					finding.stable().isEmpty() ? "" : ", stable " + finding.stable(),
					finding.limit().isEmpty() ? "" : ", limit " + finding.limit(),
					finding.evidence().isEmpty() ? "" : ", evidence " + finding.evidence()))
			.collect(joining(" "));
	}

	/** What is to be written. */
	private record Change(List<Target> traffic, @Nullable State state, @Nullable String decision) {
	}

	/** Somebody else has changed the traffic. */
	private static final class InterferedException extends RuntimeException {

	}

}
