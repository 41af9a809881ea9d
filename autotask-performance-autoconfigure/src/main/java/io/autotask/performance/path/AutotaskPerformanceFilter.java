package io.autotask.performance.path;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.autotask.performance.cache.RecallStage;
import io.autotask.performance.cache.WriteStage;
import io.autotask.performance.call.Answer;
import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.call.CallEvent;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallListener;
import io.autotask.performance.call.CallOptions;
import io.autotask.performance.call.CallSites;
import io.autotask.performance.call.Chain;
import io.autotask.performance.call.IncompleteAnswerException;
import io.autotask.performance.call.Origin;
import io.autotask.performance.call.OwnFailures;
import io.autotask.performance.call.Stage;
import io.autotask.performance.call.TimeSource;
import io.autotask.performance.monitor.ObserveStage;
import io.autotask.performance.optimizer.dispatch.DispatchStage;
import io.autotask.performance.optimizer.resilience.AttemptStage;
import io.autotask.performance.optimizer.resilience.RetryStage;
import io.autotask.performance.optimizer.resilience.SettleStage;
import io.autotask.performance.optimizer.rule.OptimizationRules;
import io.autotask.performance.path.RequestReader.Asked;
import io.autotask.performance.path.RequestReader.Read;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * The way of a request. A request that does not go to Autotask passes untouched; any
 * other one may be steered by rules of the application, and passes these stages, in this
 * order:
 * <ol>
 * <li>observe: time the call as its caller feels it</li>
 * <li>fail open: if our own part breaks before the request is handed to the network, the
 * request passes as if we were not there</li>
 * <li>recall: fresh in memory, the same read in flight, or a new flight</li>
 * <li>settle: look up a create of unknown outcome, when its caller said by what</li>
 * <li>retry: pauses happen here, outside of any slot</li>
 * <li>dispatch: a slot of the endpoint, held only while a request is on the wire, and a
 * request of the tenant's hour; reads by id that wait leave as one query</li>
 * <li>attempt: not for ever, and recorded by the circuit of its host</li>
 * <li>write: raise the versions of what a write changes, before and after it</li>
 * <li>upstream: send, and read the answer to its last byte</li>
 * </ol>
 */
public final class AutotaskPerformanceFilter {

	private final AutotaskOrigins origins;

	private final List<Stage> stages;

	private final WriteStage writes;

	private final Passing passing;

	private final OptimizationRules rules;

	private final RecallStage recall;

	private final CompressionSettings compression;

	private final TimeSource time;

	private final CallListener listener;

	private final RequestReader reader;

	private final CallSites sites = new CallSites();

	private final AtomicBoolean on = new AtomicBoolean(true);

	/**
	 * The filter.
	 * @param origins which requests it serves
	 * @param settings what the path as a whole is set to
	 * @param parts the stages that have state of their own
	 * @param listener hears what happens
	 * @param failures counts what breaks of our own
	 * @param time the clock
	 */
	public AutotaskPerformanceFilter(AutotaskOrigins origins, PathSettings settings, Parts parts, CallListener listener,
			OwnFailures failures, TimeSource time) {
		this.origins = origins;
		this.rules = parts.rules();
		this.compression = settings.compression();
		this.time = time;
		this.recall = parts.recall();
		this.writes = parts.writes();
		this.listener = listener;
		this.reader = new RequestReader(new RequestCapture(settings.maxBufferedBody()), settings.digestKey(), failures);
		this.passing = new Passing(parts.dispatch(), failures);
		this.stages = List.of(parts.observe(), new FailOpenStage(parts.writes(), this.passing, failures, time),
				parts.recall(), parts.settle(), parts.retry(), parts.dispatch(), parts.attempt(), parts.writes(),
				new UpstreamStage(settings.maxBufferedBody(), time));
	}

	/**
	 * A builder whose clients have this filter behind all others.
	 * @param builder the builder, which is not changed by this
	 * @return a builder that delegates to it, or the same one when it is ours already
	 */
	public WebClient.Builder innermostOf(WebClient.Builder builder) {
		return (builder instanceof InnermostBuilder) ? builder : new InnermostBuilder(builder, this);
	}

	/**
	 * Puts this filter behind all filters that are in a builder now. For builders that
	 * cannot be replaced by {@link #innermostOf}.
	 * @param builder the builder
	 */
	public void addTo(WebClient.Builder builder) {
		ExchangeFilterFunction ours = standingIn(ClientContext.of(builder));
		builder.filters((filters) -> {
			filters.removeIf(AutotaskPerformanceFilter::isOurs);
			filters.add(ours);
		});
	}

	/**
	 * Lets every request pass untouched from now on, and forgets what was kept. Writes
	 * are still noted, so that nothing from before them is kept after {@link #switchOn},
	 * and the tenant's hour still has one less for each request.
	 */
	public void switchOff() {
		if (this.on.compareAndSet(true, false)) {
			this.recall.reset();
		}
	}

	/**
	 * Serves requests again, with nothing kept from before.
	 */
	public void switchOn() {
		if (!this.on.get()) {
			this.recall.reset();
			this.on.set(true);
		}
	}

	/**
	 * Whether requests are served.
	 * @return false after {@link #switchOff}
	 */
	public boolean isOn() {
		return this.on.get();
	}

	/**
	 * Where in the application calls are made.
	 * @return looks it up while somebody wants to know
	 */
	public CallSites callSites() {
		return this.sites;
	}

	ExchangeFilterFunction standingIn(ClientContext client) {
		return new Standing(this, client);
	}

	static boolean isOurs(ExchangeFilterFunction filter) {
		return filter instanceof Standing;
	}

	private Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next, ClientContext client) {
		Origin origin = Origin.of(request.url());
		String path = (origin != null) ? this.origins.apiPath(origin, request.url()) : null;
		if (origin == null || path == null) {
			return next.exchange(request);
		}
		ApiPath asked = ApiPath.parse(request.method(), path);
		return Mono.defer(() -> {
			ExchangeStrategies codecs = client.codecs();
			return (this.on.get() && codecs != null)
					? serve(new Asked(request, origin, asked, client.scope(), codecs, path), next)
					: pass(origin, asked, next.exchange(request)).doOnNext(client::learn);
		});
	}

	private Mono<ClientResponse> serve(Asked asked, ExchangeFunction next) {
		CallOptions options = AutotaskAttributes.read(asked.request().attributes());
		Read known = this.reader.readNow(asked, options);
		return (known != null) ? answer(known, asked, options, next) : this.reader.read(asked, options)
			.flatMap((read) -> answer(read, asked, options, next).doFinally((signal) -> read.over()));
	}

	private Mono<ClientResponse> answer(Read read, Asked asked, CallOptions options, ExchangeFunction next) {
		return Mono.deferContextual((context) -> {
			ApiCall call = this.rules.steer(read.call(), asked.request().method().name(), asked.endpoint());
			String site = AutotaskAttributes.site(asked.request().attributes());
			if (site != null) {
				this.listener.on(new CallEvent.Located(call, site));
			}
			ReadWire wire = new ReadWire(read, next, this.compression);
			CallExchange exchange = CallExchange.arrived(call, wire, this.listener);
			Duration timeout = call.options().steering().timeout();
			if (timeout != null) {
				exchange.dueBy(this.time.nanos() + timeout.toNanos());
			}
			Mono<Answer> answers = chain(0).proceed(exchange);
			return answers.onErrorResume(IncompleteAnswerException.class, (broken) -> Mono.just(broken.asStream()))
				.doOnDiscard(Answer.Stream.class, Answer.Stream::discardUnlessRead)
				.map((answer) -> {
					ClientResponse response = Responses.of(call, options, answer, asked, exchange.progress());
					ClientObservation.answered(context, response, exchange, wire);
					return response;
				});
		});
	}

	private Chain chain(int position) {
		return (exchange) -> this.stages.get(position).apply(exchange, chain(position + 1));
	}

	private Mono<ClientResponse> pass(Origin origin, ApiPath path, Mono<ClientResponse> send) {
		ApiCall call = path.unreadCall(origin);
		this.passing.count(call);
		return path.write() ? this.writes.guardPassing(call, send) : send;
	}

	/**
	 * The stages that have state of their own.
	 *
	 * @param observe times calls
	 * @param rules steer calls
	 * @param recall answers from memory
	 * @param settle settles creates of unknown outcome
	 * @param retry sends again
	 * @param dispatch hands out slots
	 * @param attempt bounds an attempt in time, and tells whether the API is broken
	 * @param writes keeps what writes change out of memory
	 */
	public record Parts(ObserveStage observe, OptimizationRules rules, RecallStage recall, SettleStage settle,
			RetryStage retry, DispatchStage dispatch, AttemptStage attempt, WriteStage writes) {

	}

	/** The filter as it stands in one client. */
	private record Standing(AutotaskPerformanceFilter filter, ClientContext client) implements ExchangeFilterFunction {

		@Override
		public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
			return this.filter.filter(request, next, this.client);
		}

	}

}
