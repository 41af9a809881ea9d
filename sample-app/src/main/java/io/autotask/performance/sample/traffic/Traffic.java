package io.autotask.performance.sample.traffic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

import io.autotask.performance.sample.desk.Board;
import io.autotask.performance.sample.desk.NewTicket;
import io.autotask.performance.sample.desk.Picklists;
import io.autotask.performance.sample.desk.ServiceDesk;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Invented users who do at the desk what people do: mostly look, now and then change or
 * create a ticket. They exist with the simulator only, never on real data.
 */
@Component
@ConditionalOnBooleanProperty("sample.simulator.enabled")
public class Traffic implements DisposableBean {

	private static final Log logger = LogFactory.getLog(Traffic.class);

	private static final int USERS = 16;

	private static final List<String> SEARCHES = List.of("a", "son", "tech", "group", "clinic", "");

	private final ServiceDesk desk;

	private final TrafficSettings settings;

	private final RandomGenerator random = RandomGenerator.getDefault();

	private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

	Traffic(ServiceDesk desk, TrafficSettings settings) {
		this.desk = desk;
		this.settings = settings;
	}

	@EventListener(ApplicationReadyEvent.class)
	void startIfEnabled() {
		if (this.settings.enabled()) {
			start();
		}
	}

	/**
	 * The users come. They go by themselves after a while.
	 */
	public void start() {
		stop();
		this.running.set(Flux.interval(this.settings.pause())
			.onBackpressureDrop()
			.take(this.settings.duration())
			.flatMap((tick) -> somethingToDo().onErrorResume(Traffic::unlucky), USERS)
			.subscribe());
	}

	/**
	 * The users go.
	 */
	public void stop() {
		Disposable before = this.running.getAndSet(null);
		if (before != null) {
			before.dispose();
		}
	}

	/**
	 * Whether users are there.
	 * @return false before the start and after the end
	 */
	public boolean isRunning() {
		Disposable current = this.running.get();
		return current != null && !current.isDisposed();
	}

	@Override
	public void destroy() {
		stop();
	}

	private Mono<Void> somethingToDo() {
		int dice = this.random.nextInt(100);
		if (dice < 50) {
			return this.desk.openTickets(null).then();
		}
		if (dice < 85) {
			return anOpenTicket().flatMap(this.desk::ticket).then();
		}
		if (dice < 93) {
			return this.desk.companies(oneOf(SEARCHES)).then();
		}
		if (dice < 98) {
			return Mono.zip(anOpenTicket(), this.desk.picklists())
				.flatMap((both) -> this.desk.changeStatus(both.getT1(), anyOf(both.getT2().statuses())));
		}
		return Mono.zip(this.desk.companies(""), this.desk.picklists())
			.flatMap((both) -> this.desk.create(invented(oneOf(both.getT1()).id(), both.getT2())))
			.then();
	}

	private NewTicket invented(long company, Picklists picklists) {
		return new NewTicket(company, "Cannot print since this morning", "It says there is no paper. There is.",
				anyOf(picklists.priorities()), anyOf(picklists.queues()));
	}

	private Mono<Long> anOpenTicket() {
		return this.desk.openTickets(null)
			.map(Board::tickets)
			.filter((tickets) -> !tickets.isEmpty())
			.map((tickets) -> oneOf(tickets).ticket().id());
	}

	private int anyOf(Map<Integer, String> picklist) {
		return oneOf(List.copyOf(picklist.keySet()));
	}

	private <T> T oneOf(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	private static Mono<Void> unlucky(Throwable failure) {
		logger.info("An invented user met a problem: " + failure.getMessage());
		return Mono.empty();
	}

}
