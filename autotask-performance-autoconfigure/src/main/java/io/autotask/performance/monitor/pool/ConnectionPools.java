package io.autotask.performance.monitor.pool;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.TimeSource;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * The connections to Autotask, by host. Known for connectors of Reactor Netty only; what
 * another one does is not visible, so then there is no figure. Thread-safe.
 */
public final class ConnectionPools {

	/** Hosts beyond are one. */
	static final int MAX_HOSTS = 20;

	private static final boolean NETTY = ClassUtils.isPresent("reactor.netty.Connection",
			ConnectionPools.class.getClassLoader());

	private final Map<Origin, Pool> pools = new ConcurrentHashMap<>();

	private final Pool others = new Pool();

	private final TimeSource time;

	/**
	 * Pools that are not used yet.
	 * @param time the clock
	 */
	public ConnectionPools(TimeSource time) {
		this.time = time;
	}

	/**
	 * Something happened to a request.
	 * @param event what; of interest are the three about connections
	 */
	public void on(CallEvent event) {
		if (event instanceof CallEvent.Connecting) {
			pool(event.call().origin()).connecting();
		}
		else if (event instanceof CallEvent.NotConnected) {
			pool(event.call().origin()).notConnecting();
		}
		else if (event instanceof CallEvent.Connected connected) {
			Pool pool = pool(event.call().origin());
			pool.notConnecting();
			if (NETTY) {
				NettyConnections.used(pool, connected.request().get(), this.time.nanos() - connected.departedAt());
			}
		}
	}

	/**
	 * The connections.
	 * @return by host and port; a host whose connections cannot be seen is not there
	 */
	public Map<String, PoolSnapshot> snapshot() {
		Map<String, PoolSnapshot> snapshot = new TreeMap<>();
		this.pools.forEach((origin, pool) -> {
			if (pool.isUsed()) {
				snapshot.put(origin.host() + ":" + origin.port(), pool.snapshot());
			}
		});
		if (this.others.isUsed()) {
			snapshot.put("other", this.others.snapshot());
		}
		return snapshot;
	}

	/**
	 * All connections.
	 * @return the sum, or null when none can be seen
	 */
	public @Nullable PoolSnapshot sum() {
		return snapshot().values().stream().reduce(PoolSnapshot::plus).orElse(null);
	}

	private Pool pool(Origin origin) {
		Pool known = this.pools.get(origin);
		if (known != null) {
			return known;
		}
		synchronized (this) {
			return (this.pools.size() < MAX_HOSTS) ? this.pools.computeIfAbsent(origin, (key) -> new Pool())
					: this.others;
		}
	}

}
