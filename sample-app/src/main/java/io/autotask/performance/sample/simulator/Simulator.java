package io.autotask.performance.sample.simulator;

import java.time.LocalDate;
import java.time.ZoneOffset;

import io.autotask.performance.sample.simulator.api.Api;
import io.autotask.performance.sample.simulator.api.Router;
import io.autotask.performance.sample.simulator.data.Tenant;
import io.autotask.performance.sample.simulator.limit.RollingHour;
import io.autotask.performance.sample.simulator.schema.Catalog;
import io.autotask.performance.sample.simulator.webhook.Webhooks;
import io.autotask.performance.sample.simulator.write.Writer;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/**
 * A running Autotask of one's own, on a port of 127.0.0.1. What it answers follows from
 * its seed, from what was written to it, and from the day it was started: generated rows
 * lie before that day (UTC), the newest of them on the day before, so they look recent.
 * On one day, the same seed gives the same bytes.
 * <p>
 * It runs on threads of its own, all named {@code autotask-simulator-…}. Safe for use by
 * several threads.
 */
public final class Simulator implements AutoCloseable {

	private static final int EVENT_LOOPS = 2;

	private final SimulatorLedger ledger = new SimulatorLedger();

	private final SimulatorFaults faults;

	private final SimulatorTime time;

	private final Scheduler workers;

	private final Tenant tenant;

	private final RollingHour hour;

	private final ApiHandler api;

	private final Webhooks webhooks;

	private final SimulatorServer server;

	private Simulator(SimulatorSettings settings, SimulatorTime time) {
		this.time = time;
		this.faults = new SimulatorFaults(settings.faults());
		this.workers = Schedulers.newParallel("autotask-simulator-worker",
				Math.max(2, Runtime.getRuntime().availableProcessors()), true);
		this.hour = new RollingHour(time.clock(), settings.requestsPerHour());
		Catalog catalog = Catalog.load();
		this.tenant = new Tenant(catalog, settings.seed(), settings.tickets(),
				LocalDate.ofInstant(time.clock().instant(), ZoneOffset.UTC));
		LoopResources loops = LoopResources.create("autotask-simulator", EVENT_LOOPS, true);
		this.webhooks = new Webhooks(this.tenant, loops, time.clock(), time.timer());
		Writer writer = new Writer(this.tenant, time.clock(), this.webhooks::written);
		Accounts accounts = new Accounts(settings.accounts());
		Api rows = new Api(catalog, this.tenant, writer, this.hour, accounts::knows);
		this.api = new ApiHandler(settings, time, this.ledger, this.faults, new Router(catalog), rows, this.hour,
				this.workers);
		ControlHandler control = new ControlHandler(this.ledger, this.faults, this::reset, this.workers);
		this.server = bind(settings.port(), loops, control);
	}

	/**
	 * Starts a simulator. It listens when this returns.
	 * @throws SimulatorPortInUseException if it cannot listen on the port
	 */
	public static Simulator start(SimulatorSettings settings) {
		return start(settings, SimulatorTime.system());
	}

	static Simulator start(SimulatorSettings settings, SimulatorTime time) {
		return new Simulator(settings, time);
	}

	/** The port that it listens on. */
	public int port() {
		return this.server.port();
	}

	/**
	 * The URL that takes the place of a zone's, such as
	 * {@code http://localhost:8090/ATServicesRest}.
	 */
	public String baseUrl() {
		return "http://localhost:" + port() + "/ATServicesRest";
	}

	/** What it has been asked and has answered. */
	public SimulatorLedger ledger() {
		return this.ledger;
	}

	/** What goes wrong. */
	public SimulatorFaults faults() {
		return this.faults;
	}

	/** Forgets everything that was written and counted. Faults stay as they are. */
	public void reset() {
		this.webhooks.reset();
		this.tenant.reset();
		this.ledger.reset();
		this.hour.reset();
		this.api.reset();
	}

	/** Releases the port and ends all threads. Requests in flight are cut off. */
	@Override
	public void close() {
		this.webhooks.close();
		this.server.close();
		stopThreads();
	}

	int slotsTaken() {
		return this.api.slotsTaken();
	}

	private SimulatorServer bind(int port, LoopResources loops, ControlHandler control) {
		try {
			return new SimulatorServer(port, loops, this.api, control);
		}
		catch (RuntimeException ex) {
			stopThreads();
			throw ex;
		}
	}

	private void stopThreads() {
		this.workers.dispose();
		this.time.timer().dispose();
	}

}
