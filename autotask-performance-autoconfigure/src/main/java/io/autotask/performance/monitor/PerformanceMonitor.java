package io.autotask.performance.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.Completion;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.monitor.alert.AlertThresholds;
import io.autotask.performance.monitor.alert.PerformanceAlert;
import io.autotask.performance.monitor.pool.ConnectionPools;
import io.autotask.performance.monitor.profile.Profile;
import io.autotask.performance.monitor.profile.ProfileSnapshot;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Measures all calls, in memory that does not grow with their number. Counts from the
 * first call on; between {@link #start()} and {@link #stop()} it also takes samples over
 * time and tells its listeners. Thread-safe.
 */
public final class PerformanceMonitor implements CallListener {

	private static final int BAD_REQUEST = 400;

	private final MonitorSettings settings;

	private final TimeSource time;

	private final OwnFailures failures;

	private final CallLedger ledger = new CallLedger();

	private final EndpointFigures endpoints = new EndpointFigures();

	private final ErrorCounts errors = new ErrorCounts();

	private final LongAdder rejections = new LongAdder();

	private final LongAdder merged = new LongAdder();

	private final LongAdder merges = new LongAdder();

	private final ConnectionPools pools;

	private final @Nullable RequestLog requests;

	private final Sampler sampler;

	private final Outlet outlet;

	private final Watch watch;

	private final ProfileDesk profiles;

	private @Nullable MonitorThread thread;

	/**
	 * A monitor that has seen nothing.
	 * @param time the clock
	 */
	public PerformanceMonitor(TimeSource time) {
		this(MonitorSettings.defaults(), time, new OwnFailures());
	}

	/**
	 * A monitor that has seen nothing.
	 * @param settings what is measured
	 * @param time the clock
	 * @param failures counts listeners that throw
	 */
	public PerformanceMonitor(MonitorSettings settings, TimeSource time, OwnFailures failures) {
		this(settings, time, failures, ProcessReading::now);
	}

	PerformanceMonitor(MonitorSettings settings, TimeSource time, OwnFailures failures, ProcessProbe process) {
		this.settings = settings;
		this.time = time;
		this.failures = failures;
		this.requests = settings.requestTracking() ? new RequestLog(settings.maxSamples(), time) : null;
		this.pools = new ConnectionPools(time);
		this.outlet = new Outlet(failures);
		this.watch = new Watch(settings, this.outlet, failures);
		this.profiles = new ProfileDesk(time, process, this.outlet, settings.flightRecorder(), this::later);
		this.sampler = new Sampler(settings.metricsInterval(), time, process, this::counted);
	}

	@Override
	public void arrived(ApiCall call) {
		this.ledger.arrived(call.options().background());
	}

	@Override
	public void recalled(ApiCall call, int count) {
		this.ledger.recalled(count);
	}

	@Override
	public void completed(Completion completed) {
		if (!completed.call().options().background()) {
			measure(completed);
		}
	}

	@Override
	public void on(CallEvent event) {
		this.ledger.enter(event);
		if (event instanceof CallEvent.Completed completed) {
			completed(completed);
		}
		else if (event instanceof CallEvent.Returned returned) {
			this.endpoints.of(returned.call()).returned(returned);
		}
		else if (event instanceof CallEvent.SlotGranted granted) {
			this.endpoints.of(granted.call()).waited(granted.waited().toNanos());
		}
		else if (event instanceof CallEvent.Rejected) {
			this.rejections.increment();
		}
		else if (event instanceof CallEvent.Merged together) {
			this.merged.add(together.size());
			this.merges.increment();
			this.endpoints.of(together.call()).merged(together.size());
		}
		else {
			this.pools.on(event);
		}
	}

	/**
	 * Takes samples from now on, on a thread of its own. Does nothing when it does so
	 * already.
	 */
	public synchronized void start() {
		if (this.thread != null) {
			return;
		}
		MonitorThread started = new MonitorThread(this.failures);
		this.thread = started;
		this.outlet.runOn(started.executor());
		this.profiles.start();
		this.sampler.restart();
		started.every(this.settings.metricsInterval(), this::sample);
	}

	/**
	 * Takes no more samples and tells nothing more; its thread ends. Calls are still
	 * counted.
	 */
	public synchronized void stop() {
		MonitorThread running = this.thread;
		if (running != null) {
			this.thread = null;
			this.outlet.runOn(null);
			running.stop();
			this.watch.stop();
			this.profiles.stop();
		}
	}

	/**
	 * Whether samples are taken.
	 * @return true between start and stop
	 */
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	/**
	 * Tells what happens, on the monitor's own thread.
	 * @param type what to tell, such as {@code MetricsEvent.class}; with
	 * {@code MonitorEvent.class} everything
	 * @param listener is told
	 * @param <E> the type
	 * @return dispose of it to end that
	 * @throws IllegalStateException when there are very many listeners already
	 */
	public <E> Disposable addListener(Class<E> type, Consumer<? super E> listener) {
		return this.outlet.add(type, listener);
	}

	/**
	 * Says where to read what other parts know.
	 * @param gauges read when a sample is taken
	 */
	public void connect(Gauges gauges) {
		this.sampler.connect(gauges);
	}

	/**
	 * Where it reads what other parts know.
	 * @return what was connected, or gauges that know nothing
	 */
	public Gauges gauges() {
		return this.sampler.gauges();
	}

	/**
	 * Lets another place measure the same calls.
	 * @param meters told each call from now on
	 */
	public void attach(CallMeters meters) {
		this.endpoints.attach(meters);
	}

	/**
	 * What happened so far.
	 * @return an immutable picture
	 */
	public MonitorSnapshot snapshot() {
		return snapshot(Resolution.FINE, Instant.MIN);
	}

	/**
	 * What happened so far, with as much of the timeline as somebody does not know yet.
	 * @param resolution how fine the timeline is
	 * @param since what ended until then is left out of the timeline
	 * @return an immutable picture
	 */
	public MonitorSnapshot snapshot(Resolution resolution, Instant since) {
		List<Endpoint> all = this.endpoints.all();
		Savings savings = Savings.of(all);
		return this.sampler.snapshot((totals, recent) -> new MonitorSnapshot(this.ledger.snapshot(),
				totals.calls().snapshot(), recent.calls(), recent.upstream(), recent.hitRate(), recent.throughput(),
				totals.upstream().snapshot().latency(), totals.upstream().failures(), this.rejections.sum(),
				this.merged.sum(), averageMerge(), totals.upstream().bytes(), savings.bytes(), savings.time(),
				totals.served(), totals.errors(), recent.process(), recent.heapPeak(), this.endpoints.snapshot(),
				timeline(resolution, since), this.watch.all(), this.pools.snapshot(), recent.poolEfficiency(),
				profiles(), this.outlet.leftOut()));
	}

	/**
	 * What happened over time.
	 * @param resolution how finely
	 * @return samples, the oldest first; empty when none was taken yet
	 */
	public List<TimelineSample> timeline(Resolution resolution) {
		return timeline(resolution, Instant.MIN);
	}

	private List<TimelineSample> timeline(Resolution resolution, Instant since) {
		return this.sampler.timeline()
			.all(resolution)
			.stream()
			.filter((slice) -> slice.until().isAfter(since))
			.map(TimelineSample::of)
			.toList();
	}

	/**
	 * What happened in a period of the last day, as finely as samples of that time are
	 * kept.
	 * @param from where it begins
	 * @param until where it ends
	 * @return the report, over those samples that lie in the period at least in part
	 */
	public PerformanceReport report(Instant from, Instant until) {
		return PerformanceReport.of(this.sampler.timeline().between(from, until));
	}

	/**
	 * The calls that ended last.
	 * @param limit how many at most
	 * @return the latest first; empty when request tracking is switched off
	 */
	public List<RequestSample> requests(int limit) {
		return (this.requests != null) ? this.requests.last(limit) : List.of();
	}

	/**
	 * What is wrong, and what was.
	 * @return the alerts that last, then the last ones that ended, the latest first
	 */
	public List<PerformanceAlert> alerts() {
		return this.watch.all();
	}

	/**
	 * What is allowed before there is an alert.
	 * @return the thresholds
	 */
	public AlertThresholds thresholds() {
		return this.watch.thresholds();
	}

	/**
	 * Allows something else, from the next sample on.
	 * @param thresholds what is allowed
	 */
	public void updateThresholds(AlertThresholds thresholds) {
		this.watch.thresholds(thresholds);
	}

	/**
	 * Starts a profile of what the current thread does until it is closed, and of what
	 * follows on its calls. Profiles may be open within each other, and beside each
	 * other.
	 * @param name its name
	 * @return the profile, to be closed; when profiling is switched off, one that knows
	 * of no calls
	 */
	public Profile startProfiling(String name) {
		return this.settings.profiling() ? this.profiles.start(name) : Profile.ofNothing(name);
	}

	/**
	 * Says in the profile that the current thread works for, or else in the one that was
	 * started last, that something else begins. Does nothing when none is open.
	 * @param marker what begins
	 */
	public void addProfileMarker(String marker) {
		this.profiles.profiles().current().ifPresent((profile) -> profile.marker(marker));
	}

	/**
	 * Ends the profile that the current thread works for, or else the one that was
	 * started last.
	 * @return where its time went, or empty when none is open
	 */
	public Optional<ProfileSnapshot> stopProfiling() {
		return this.profiles.profiles().current().flatMap((profile) -> {
			profile.close();
			return profile.result();
		});
	}

	/**
	 * Profiles a Mono, from each subscription to its end. All calls that are made in it
	 * belong to the profile, on whatever thread.
	 * @param name the name of the profile
	 * @param work makes the Mono; given the profile, for markers
	 * @param <T> the type of its value
	 * @return the same, profiled
	 */
	public <T> Mono<T> profile(String name, Function<Profile, Mono<T>> work) {
		return this.settings.profiling()
				? this.profiles.profiles().profiled(name, (profile) -> work.apply(this.profiles.record(profile)))
				: Mono.defer(() -> work.apply(Profile.ofNothing(name)));
	}

	/**
	 * Profiles a Flux, from each subscription to its end.
	 * @param name the name of the profile
	 * @param work makes the Flux; given the profile, for markers
	 * @param <T> the type of its values
	 * @return the same, profiled
	 */
	public <T> Flux<T> profileMany(String name, Function<Profile, Flux<T>> work) {
		return this.settings.profiling()
				? this.profiles.profiles().profiledMany(name, (profile) -> work.apply(this.profiles.record(profile)))
				: Flux.defer(() -> work.apply(Profile.ofNothing(name)));
	}

	/**
	 * The profiles that ended last.
	 * @return the latest first
	 */
	public List<ProfileSnapshot> profiles() {
		return this.profiles.profiles().ended();
	}

	/**
	 * The stage that times calls.
	 * @return the stage that belongs to this monitor's profiles
	 */
	public ObserveStage stage() {
		return new ObserveStage(this.time, this.profiles.profiles());
	}

	void sample() {
		Slice slice = this.sampler.sample();
		this.watch.look(slice, this.sampler.readings(), gauges().memory().get(), this::later);
	}

	private synchronized void later(Duration pause, Runnable task) {
		if (this.thread != null) {
			this.thread.after(pause, task);
		}
	}

	private @Nullable Double averageMerge() {
		long count = this.merges.sum();
		return (count > 0) ? (double) this.merged.sum() / count : null;
	}

	private void measure(Completion completed) {
		Endpoint endpoint = this.endpoints.of(completed.call());
		endpoint.completed(completed.outcome(), completed.source(), completed.nanos(), completed.bytes());
		String error = error(completed);
		if (error != null) {
			this.errors.count(error);
		}
		if (this.requests != null) {
			this.requests.record(completed, endpoint.key().entity(), error);
			if (this.outlet.wantsRequests()) {
				this.outlet.offer(new RequestEvent(this.requests.sample(completed, endpoint.key().entity(), error)));
			}
		}
	}

	private static @Nullable String error(Completion completed) {
		return (completed.code() >= BAD_REQUEST) ? Words.of(completed.code()) : completed.error();
	}

	private Sampler.Counted counted() {
		LedgerSnapshot counts = this.ledger.snapshot();
		return new Sampler.Counted(this.endpoints.all(), this.errors.snapshot(), counts.retries(),
				this.rejections.sum(), counts.refused(), counts.background(), this.pools.sum());
	}

}
