package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.autotask.performance.sample.simulator.SimulatorSettings.Account;
import io.autotask.performance.sample.simulator.api.Api;
import io.autotask.performance.sample.simulator.api.ApiAnswer;
import io.autotask.performance.sample.simulator.api.ApiCall;
import io.autotask.performance.sample.simulator.api.ApiRequest;
import io.autotask.performance.sample.simulator.api.Oddities;
import io.autotask.performance.sample.simulator.api.Router;
import io.autotask.performance.sample.simulator.data.Dice;
import io.autotask.performance.sample.simulator.limit.RollingHour;
import io.autotask.performance.sample.simulator.limit.Slots;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Leads a request through credentials, faults and limits to the API, and its answer back.
 * Half of the latency passes before the API looks at the rows and half after, so that
 * what a read returns may be overtaken by a write, as it may over a real network. A slot
 * is free again when the answer is handed to the network, so a client that has read an
 * answer never meets its own slot; {@code slot-linger} keeps it longer.
 */
final class ApiHandler {

	private static final Log logger = LogFactory.getLog(ApiHandler.class);

	private static final ApiAnswer UNEXPECTED = ApiAnswer.errors(500,
			List.of("An unexpected error occurred. Please try again later."));

	private final SimulatorSettings settings;

	private final SimulatorTime time;

	private final SimulatorLedger ledger;

	private final SimulatorFaults faults;

	private final Router router;

	private final Api api;

	private final RollingHour hour;

	private final Gates gates;

	private final Slots slots;

	private final Accounts accounts;

	private final Zone zone;

	private final Scheduler workers;

	private final Dice dice;

	private final AtomicLong arrivals = new AtomicLong();

	ApiHandler(SimulatorSettings settings, SimulatorTime time, SimulatorLedger ledger, SimulatorFaults faults,
			Router router, Api api, RollingHour hour, Scheduler workers) {
		this.settings = settings;
		this.time = time;
		this.ledger = ledger;
		this.faults = faults;
		this.router = router;
		this.api = api;
		this.hour = hour;
		this.gates = new Gates(settings, hour);
		this.slots = new Slots(settings.threadsPerEndpoint());
		this.accounts = new Accounts(settings.accounts());
		this.zone = new Zone();
		this.workers = workers;
		this.dice = new Dice(settings.seed()).of("requests");
	}

	Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		String uri = request.uri();
		int query = uri.indexOf('?');
		ApiCall call = this.router.route(request.method().name(), (query < 0) ? uri : uri.substring(0, query));
		Exchange exchange = new Exchange(request, response, call, this.faults.current());
		if (call.operation().isOpen()) {
			return BoundedBody.read(exchange.request())
				.flatMap((body) -> answer(exchange, body, Oddities.NONE))
				.flatMap((answer) -> send(exchange, answer));
		}
		Account account = this.accounts.authenticate(request.requestHeaders());
		if (account == null || exchange.faults().unauthorised() || !this.zone.serves(exchange)) {
			return turnAway(exchange, this.zone.unauthorised(exchange));
		}
		return admitted(exchange, account);
	}

	/** Starts to count arrivals anew, which the faults follow. */
	void reset() {
		this.arrivals.set(0);
	}

	/** Slots that are taken now. */
	int slotsTaken() {
		return this.slots.taken();
	}

	private Mono<Void> admitted(Exchange exchange, Account account) {
		FaultSettings now = exchange.faults();
		Luck luck = new Luck(this.dice, this.arrivals.getAndIncrement());
		if (luck.isUnavailable(now)) {
			int status = luck.unavailableStatus();
			return turnAway(exchange,
					ApiAnswer.html(status, (status == 502) ? "502 Bad Gateway" : "503 Service Unavailable"));
		}
		Slots.Key key = new Slots.Key(account.integrationCode(), exchange.call().endpoint());
		this.ledger.arrived(key, exchange.call());
		Passage passage = new Passage(this.ledger, this.slots, key);
		Runnable end = () -> passage.end(this.settings.slotLinger(), this.time.timer());
		return Mono.defer(() -> pass(exchange, passage, luck, end)).doFinally((signal) -> end.run());
	}

	private Mono<Void> pass(Exchange exchange, Passage passage, Luck luck, Runnable end) {
		ApiAnswer rejection = this.gates.reject(exchange.call(), passage, exchange.faults());
		if (rejection != null) {
			this.ledger.rejected(exchange.call().endpoint());
			end.run();
			return turnAway(exchange, rejection);
		}
		if (luck.hangs(exchange.faults())) {
			return BoundedBody.skip(exchange.request()).then(Mono.never());
		}
		Duration half = latency(luck, exchange.faults()).dividedBy(2);
		return BoundedBody.read(exchange.request())
			.flatMap((body) -> this.time.after(half, body))
			.flatMap((body) -> answer(exchange, body, luck))
			.onErrorResume(BoundedBody.TooLarge.class, (ex) -> Mono.just(BoundedBody.tooLarge()))
			.flatMap((answer) -> this.time.after(half, answer))
			.flatMap((answer) -> {
				end.run();
				return luck.isCutOff(exchange.faults()) ? cutOff(exchange, answer) : send(exchange, answer);
			});
	}

	private Mono<ApiAnswer> answer(Exchange exchange, byte[] body, Luck luck) {
		if (luck.isError(exchange.faults())) {
			return Mono.just(UNEXPECTED);
		}
		return answer(exchange, body,
				new Oddities(luck.isReverted(exchange.faults()), exchange.faults().sparseQueries()));
	}

	private Mono<ApiAnswer> answer(Exchange exchange, byte[] body, Oddities oddities) {
		ApiRequest request = new ApiRequest(exchange.request().method().name(), this.zone.origin(exchange),
				exchange.request().uri(), exchange.header("ImpersonationResourceId"), body);
		String home = this.zone.home(exchange);
		return Mono.fromCallable(() -> this.api.answer(exchange.call(), request, home, oddities))
			.subscribeOn(this.workers)
			.onErrorResume((ex) -> {
				logger.error("The simulator failed to answer " + exchange.call().operation(), ex);
				return Mono.just(UNEXPECTED);
			});
	}

	private Duration latency(Luck luck, FaultSettings now) {
		Duration usual = luck.jitter(this.settings.latency()).plus(this.hour.delay());
		return luck.isSlow(now) ? usual.plus(now.slowDelay()) : usual;
	}

	/**
	 * Answers without a look at the body, which is read all the same: another request may
	 * follow it.
	 */
	private Mono<Void> turnAway(Exchange exchange, ApiAnswer answer) {
		return BoundedBody.skip(exchange.request()).then(Mono.defer(() -> send(exchange, answer)));
	}

	private Mono<Void> send(Exchange exchange, ApiAnswer answer) {
		this.ledger.answered(exchange.call().endpoint(), answer.status(), answer.body().length);
		return Replies.send(exchange.response(), answer);
	}

	private Mono<Void> cutOff(Exchange exchange, ApiAnswer answer) {
		this.ledger.answered(exchange.call().endpoint(), answer.status(), answer.body().length / 2);
		return Replies.sendHalf(exchange.response(), answer);
	}

	/**
	 * One request and what it is taken for.
	 *
	 * @param faults what goes wrong as of its arrival
	 */
	record Exchange(HttpServerRequest request, HttpServerResponse response, ApiCall call, FaultSettings faults) {

		/** The header's value, or {@code null} if it is absent or blank. */
		@Nullable String header(String name) {
			String value = this.request.requestHeaders().get(name);
			return (value == null || value.isBlank()) ? null : value;
		}

	}

}
