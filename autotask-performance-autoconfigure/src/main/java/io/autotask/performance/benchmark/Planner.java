package io.autotask.performance.benchmark;

import java.time.Duration;
import java.util.List;

import io.autotask.performance.benchmark.load.Load;
import io.autotask.performance.benchmark.work.Target;
import io.autotask.performance.benchmark.work.Work;
import io.autotask.performance.benchmark.work.Workload;

/**
 * Says what a benchmark will do, and whether it may. Sends nothing.
 */
final class Planner {

	private static final String PREFIX = "autotask.performance.benchmark.";

	private final BenchmarkSettings settings;

	Planner(BenchmarkSettings settings) {
		this.settings = settings;
	}

	/**
	 * The plan.
	 * @throws BenchmarkRefusedException when it may not be done
	 */
	BenchmarkPlan plan(BenchmarkConfig config, Target target, BenchmarkBudget budget) {
		Workload workload = new Workload(config.workload());
		boolean writes = !workload.writes().isEmpty();
		refuseTarget(target);
		refuseWrites(config, workload, writes);
		Load load = config.load();
		int times = config.compare() ? 2 : 1;
		long calls = calls(load, workload) * times;
		Duration duration = duration(load, times);
		refuseSize(config, calls, duration);
		if (config.maxRequests() != null) {
			calls = Math.min(calls, config.maxRequests());
		}
		calls = Math.min(calls, this.settings.maxRequests());
		int preparation = Work.preparation(workload);
		if (budget.isExhausted()) {
			throw new BenchmarkRefusedException("budget",
					"Of this hour's " + budget.limit() + " requests " + budget.used() + " are used. Above "
							+ budget.ceiling() + " % no benchmark begins; wait for a while",
					"autotask.performance.optimization.budget.background-ceiling");
		}
		return new BenchmarkPlan(config.name(), target.inWords(), target.isThisMachine(),
				List.copyOf(workload.entities()),
				(load instanceof Load.Closed) ? "closed" : (load instanceof Load.Replay) ? "replay" : "open", calls,
				preparation, writes, config.rounds(), duration.toNanos() / 1e9,
				new BenchmarkPlan.Cost(calls + preparation, budget.limit(), budget.used(),
						(budget.used() != null) ? (Long) (budget.used() + calls + preparation) : null));
	}

	/** Where answers decide, the longest time is what may be at most. */
	private Duration duration(Load load, int times) {
		Duration duration = load.duration().multipliedBy(times);
		boolean shorter = duration.compareTo(this.settings.maxDuration()) < 0;
		return (shorter || !(load instanceof Load.Closed)) ? duration : this.settings.maxDuration();
	}

	/** How many calls a run may make. */
	int most(BenchmarkConfig config) {
		Integer asked = config.maxRequests();
		return (asked != null) ? Math.min(asked, this.settings.maxRequests()) : this.settings.maxRequests();
	}

	private void refuseTarget(Target target) {
		if (!target.isThisMachine() && !this.settings.allowRemoteTarget()) {
			throw new BenchmarkRefusedException("target", "Autotask is at " + target.inWords()
					+ ", which is not this machine: a benchmark would use up the requests of a real tenant. To allow "
					+ "it, set '" + PREFIX + "allow-remote-target' to 'true'; to try it, use a simulator",
					PREFIX + "allow-remote-target");
		}
	}

	private void refuseWrites(BenchmarkConfig config, Workload workload, boolean writes) {
		if (!writes) {
			return;
		}
		if (!this.settings.allowWrites()) {
			throw new BenchmarkRefusedException("operations",
					"'operations' are " + workload.writes().values()
							+ " beside reads, but benchmarks may only read. To let them create and "
							+ "change rows, set '" + PREFIX + "allow-writes' to 'true'",
					PREFIX + "allow-writes");
		}
		String impossible = Work.impossibleWrites(workload);
		if (impossible != null) {
			throw new BenchmarkRefusedException("operations", "'" + config.name() + "' cannot be done: " + impossible,
					null);
		}
	}

	private void refuseSize(BenchmarkConfig config, long calls, Duration duration) {
		Integer asked = config.maxRequests();
		if (asked != null && asked > this.settings.maxRequests()) {
			throw new BenchmarkRefusedException("maxRequests", "'maxRequests' is '" + asked + "', allowed is at most "
					+ this.settings.maxRequests() + " ('" + PREFIX + "max-requests')", PREFIX + "max-requests");
		}
		boolean bounded = !(config.load() instanceof Load.Closed closed && closed.steps() == Long.MAX_VALUE);
		if (asked == null && bounded && calls > this.settings.maxRequests()) {
			throw new BenchmarkRefusedException(field(config),
					"This would be " + calls + " calls, allowed are " + this.settings.maxRequests() + " ('" + PREFIX
							+ "max-requests'). Ask for less, end it early with "
							+ "'maxRequests', or raise the property",
					PREFIX + "max-requests");
		}
		if (duration.compareTo(this.settings.maxDuration()) > 0) {
			throw new BenchmarkRefusedException("duration",
					"This would take " + seconds(duration) + (config.compare() ? ", both ways together" : "")
							+ ", allowed are " + seconds(this.settings.maxDuration()) + " ('" + PREFIX
							+ "max-duration'). Ask for less, or raise the property",
					PREFIX + "max-duration");
		}
	}

	private static String field(BenchmarkConfig config) {
		return (config.load() instanceof Load.Closed) ? "iterations" : "rate";
	}

	private static String seconds(Duration duration) {
		return (duration.toSeconds() < 120) ? duration.toMillis() / 1000.0 + " s" : duration.toSeconds() / 60 + " min";
	}

	private static long calls(Load load, Workload workload) {
		double steps = (load instanceof Load.Open open) ? Math.ceil(open.expected() - 1e-9) : load.steps();
		return (long) Math.min(Long.MAX_VALUE / 4, Math.ceil(steps * workload.requestsPerStep()));
	}

	/** One round of a load that is played round by round. */
	static Load round(Load load, int rounds) {
		if (load instanceof Load.Closed closed) {
			return new Load.Closed(closed.users(),
					(closed.steps() == Long.MAX_VALUE) ? closed.steps() : Math.max(1, closed.steps() / rounds),
					closed.duration().dividedBy(rounds), closed.thinkTime(), closed.thinkTimeVariation(),
					closed.rampUp().dividedBy(rounds));
		}
		if (load instanceof Load.Open open) {
			return new Load.Open(open.pattern(), open.baseRate(), open.peakRate(), open.duration().dividedBy(rounds),
					open.spike().dividedBy(rounds), open.poisson(), open.users());
		}
		return load;
	}

}
