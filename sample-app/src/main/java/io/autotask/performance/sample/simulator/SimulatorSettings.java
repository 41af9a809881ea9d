package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the simulator. Immutable.
 *
 * @param enabled Whether the simulator runs. When empty it does unless
 * autotask.performance.api.base-url is set.
 * @param port Port that it listens on, on 127.0.0.1 only. 0 picks a free one.
 * @param latency How long the API takes to answer, give or take a tenth.
 * @param slotLinger How long a slot stays taken after the answer has left.
 * @param seed What the generated rows, the jitter and the faults follow from.
 * @param tickets How many tickets there are. The numbers of other rows follow from it.
 * @param threadsPerEndpoint How many requests of an integration code may be in flight for
 * one object.
 * @param requestsPerHour How many requests the tenant has in any sixty minutes.
 * @param thresholdInformationDuringSuspension Whether ThresholdInformation is answered
 * when the hour is used up.
 * @param accounts Who may ask. When empty it is sample@example.test.
 * @param faults What goes wrong.
 */
@ConfigurationProperties("sample.simulator")
public record SimulatorSettings(@DefaultValue("false") boolean enabled, @DefaultValue("8090") int port,
		@DefaultValue("40ms") Duration latency, @DefaultValue("0ms") Duration slotLinger, @DefaultValue("1") long seed,
		@DefaultValue("2000") long tickets, @DefaultValue("3") int threadsPerEndpoint,
		@DefaultValue("10000") long requestsPerHour, @DefaultValue("true") boolean thresholdInformationDuringSuspension,
		@DefaultValue List<Account> accounts, @DefaultValue FaultSettings faults) {

	private static final long MOST_TICKETS = 100_000_000;

	public SimulatorSettings {
		check("port", port, port >= 0 && port <= 65_535, "a port from 0 to 65535");
		check("latency", latency, !latency.isNegative(), "a duration of 0 or more");
		check("slot-linger", slotLinger, !slotLinger.isNegative(), "a duration of 0 or more");
		check("tickets", tickets, tickets >= 1 && tickets <= MOST_TICKETS, "a number from 1 to " + MOST_TICKETS);
		check("threads-per-endpoint", threadsPerEndpoint, threadsPerEndpoint >= 1, "1 or more");
		check("requests-per-hour", requestsPerHour, requestsPerHour >= 1, "1 or more");
		accounts = accounts.isEmpty() ? List.of(Account.sample()) : List.copyOf(accounts);
	}

	/** What holds when nothing is set. */
	public static SimulatorSettings defaults() {
		return new SimulatorSettings(true, 8090, Duration.ofMillis(40), Duration.ZERO, 1, 2000, 3, 10_000, true,
				List.of(), FaultSettings.none());
	}

	public SimulatorSettings withPort(int value) {
		return with((parts) -> parts.port = value);
	}

	public SimulatorSettings withLatency(Duration value) {
		return with((parts) -> parts.latency = value);
	}

	public SimulatorSettings withSlotLinger(Duration value) {
		return with((parts) -> parts.slotLinger = value);
	}

	public SimulatorSettings withSeed(long value) {
		return with((parts) -> parts.seed = value);
	}

	public SimulatorSettings withTickets(long value) {
		return with((parts) -> parts.tickets = value);
	}

	public SimulatorSettings withThreadsPerEndpoint(int value) {
		return with((parts) -> parts.threadsPerEndpoint = value);
	}

	public SimulatorSettings withRequestsPerHour(long value) {
		return with((parts) -> parts.requestsPerHour = value);
	}

	public SimulatorSettings withThresholdInformationDuringSuspension(boolean value) {
		return with((parts) -> parts.thresholdInformationDuringSuspension = value);
	}

	/** Adds an account to those that may ask. */
	public SimulatorSettings withAccount(Account value) {
		return with((parts) -> parts.accounts.add(value));
	}

	public SimulatorSettings withFaults(FaultSettings value) {
		return with((parts) -> parts.faults = value);
	}

	private SimulatorSettings with(Consumer<Parts> change) {
		Parts parts = new Parts(this);
		change.accept(parts);
		return parts.settings();
	}

	private static void check(String property, @Nullable Object value, boolean valid, String allowed) {
		if (!valid) {
			throw new InvalidSimulatorSettingException(property, String.valueOf(value), allowed);
		}
	}

	/**
	 * Credentials that are accepted.
	 *
	 * @param username Login, in any case.
	 * @param secret Secret of the login.
	 * @param integrationCode Integration code (tracking identifier).
	 */
	public record Account(String username, String secret, String integrationCode) {

		/** The account that exists when none is set. */
		public static Account sample() {
			return new Account("sample@example.test", "sample-secret", "SAMPLEINTEGRATIONCODE000001");
		}

		@Override
		public String toString() {
			return "Account[username=" + this.username + "]";
		}

	}

	/** The same values while one of them is changed. */
	private static final class Parts {

		private final boolean enabled;

		private int port;

		private Duration latency;

		private Duration slotLinger;

		private long seed;

		private long tickets;

		private int threadsPerEndpoint;

		private long requestsPerHour;

		private boolean thresholdInformationDuringSuspension;

		private final List<Account> accounts;

		private FaultSettings faults;

		private Parts(SimulatorSettings from) {
			this.enabled = from.enabled;
			this.port = from.port;
			this.latency = from.latency;
			this.slotLinger = from.slotLinger;
			this.seed = from.seed;
			this.tickets = from.tickets;
			this.threadsPerEndpoint = from.threadsPerEndpoint;
			this.requestsPerHour = from.requestsPerHour;
			this.thresholdInformationDuringSuspension = from.thresholdInformationDuringSuspension;
			this.accounts = new ArrayList<>(from.accounts);
			this.faults = from.faults;
		}

		private SimulatorSettings settings() {
			return new SimulatorSettings(this.enabled, this.port, this.latency, this.slotLinger, this.seed,
					this.tickets, this.threadsPerEndpoint, this.requestsPerHour,
					this.thresholdInformationDuringSuspension, this.accounts, this.faults);
		}

	}

}
