package io.autotask.performance.optimizer.resilience;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.TimeSource;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import org.jspecify.annotations.Nullable;

/**
 * A circuit for each host. Thread-safe. Bounded: the host that was not used for longest
 * is forgotten.
 */
public final class Circuits {

	private static final int MAX_HOSTS = 100;

	/** Fewer calls than these say nothing. */
	private static final int FEWEST = 10;

	private static final int PROBES = 3;

	private final CircuitSettings settings;

	private final CircuitBreakerConfig config;

	private final TimeSource time;

	private final Map<Origin, Circuit> circuits = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * Circuits that are all closed.
	 * @param settings when they open
	 * @param time the clock
	 */
	public Circuits(CircuitSettings settings, TimeSource time) {
		this.settings = settings;
		this.time = time;
		this.config = CircuitBreakerConfig.custom()
			.clock(new MonotonicClock(time))
			.currentTimestampFunction((clock) -> time.nanos(), TimeUnit.NANOSECONDS)
			.slidingWindow(settings.window(), Math.min(settings.window(), FEWEST), SlidingWindowType.COUNT_BASED)
			.failureRateThreshold(settings.failureRate())
			.slowCallRateThreshold(settings.failureRate())
			.slowCallDurationThreshold(settings.slowCall())
			.waitDurationInOpenState(settings.open())
			.permittedNumberOfCallsInHalfOpenState(PROBES)
			.build();
	}

	/**
	 * How each host is at this moment.
	 * @return {@code closed}, {@code open} or {@code half_open}, by origin
	 */
	public synchronized Map<String, String> snapshot() {
		Map<String, String> states = new TreeMap<>();
		this.circuits.forEach(
				(origin, circuit) -> states.put(origin.toString(), circuit.state().name().toLowerCase(Locale.ROOT)));
		return states;
	}

	/**
	 * The hosts that are left alone now.
	 * @return their origins
	 */
	public synchronized Set<String> open() {
		Set<String> open = new TreeSet<>();
		this.circuits.forEach((origin, circuit) -> {
			if (circuit.isOpen()) {
				open.add(origin.toString());
			}
		});
		return open;
	}

	/**
	 * The circuit that a call goes through.
	 * @return the circuit, or null when there are none
	 */
	@Nullable Circuit of(ApiCall call) {
		return this.settings.enabled() ? of(call.origin()) : null;
	}

	private synchronized Circuit of(Origin origin) {
		Circuit circuit = this.circuits.get(origin);
		if (circuit == null) {
			if (this.circuits.size() >= MAX_HOSTS) {
				this.circuits.remove(this.circuits.keySet().iterator().next());
			}
			circuit = new Circuit(origin, this.settings, this.config, this.time);
			this.circuits.put(origin, circuit);
		}
		return circuit;
	}

}
