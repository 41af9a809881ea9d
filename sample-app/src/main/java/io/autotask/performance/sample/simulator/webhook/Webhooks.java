package io.autotask.performance.sample.simulator.webhook;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.autotask.performance.sample.simulator.data.Row;
import io.autotask.performance.sample.simulator.data.Tenant;
import io.autotask.performance.sample.simulator.write.WriteEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

/**
 * Tells the webhooks of writes. Each webhook is told one event after the other, in the
 * order of the writes; an event that cannot be delivered is given up after five attempts
 * and put into {@code WebhookEventErrorLogs}, and after twenty-five of those in a row the
 * webhook is switched off and its deactivation URL called once, without a signature. Up
 * to a thousand events wait for a webhook; more are given up at once. The mails that
 * Autotask sends are not sent. Safe for use by several threads.
 */
public final class Webhooks {

	private static final int MOST_FAILURES = 25;

	private final Tenant tenant;

	private final Subscriptions subscriptions;

	private final Courier courier;

	private final Clock clock;

	private final Map<String, Line> lines = new HashMap<>();

	private final Map<String, Integer> failures = new ConcurrentHashMap<>();

	public Webhooks(Tenant tenant, LoopResources loops, Clock clock, Scheduler timer) {
		this.tenant = tenant;
		this.subscriptions = new Subscriptions(tenant);
		this.courier = new Courier(loops, timer);
		this.clock = clock;
	}

	/** Queues what the webhooks of the entity are to be told. Does not wait. */
	public synchronized void written(WriteEvent event) {
		for (Subscription subscription : this.subscriptions.of(event.entity())) {
			if (subscription.isLive() && !subscription.excluded().contains(event.personId())) {
				queue(event, subscription);
			}
		}
	}

	/** Forgets every event that is on its way. */
	public synchronized void reset() {
		this.lines.values().forEach(Line::close);
		this.lines.clear();
		this.failures.clear();
	}

	public void close() {
		reset();
		this.courier.close();
	}

	private void queue(WriteEvent event, Subscription subscription) {
		Line line = this.lines.computeIfAbsent(subscription.text("webhookGUID"), (guid) -> new Line(this::deliver));
		String payload = Payload.of(event, subscription, line.sequence() + 1);
		if (payload != null) {
			Callout callout = new Callout(subscription, line.nextSequence(), payload);
			if (!line.offer(callout)) {
				log(callout, "Too many events are waiting");
			}
		}
	}

	private Mono<Void> deliver(Callout callout) {
		if (!isStillLive(callout.subscription())) {
			return Mono.empty();
		}
		String guid = callout.subscription().text("webhookGUID");
		return this.courier.deliver(callout)
			.doOnSuccess((nothing) -> this.failures.remove(guid))
			.onErrorResume((ex) -> failed(callout, guid, ex));
	}

	private Mono<Void> failed(Callout callout, String guid, Throwable ex) {
		log(callout, String.valueOf(ex.getMessage()));
		if (this.failures.merge(guid, 1, Integer::sum) < MOST_FAILURES) {
			return Mono.empty();
		}
		this.failures.remove(guid);
		Subscription webhook = callout.subscription();
		this.tenant.table(webhook.schema()).update(webhook.id(), (draft) -> draft.set("isActive", false));
		return this.courier.notify(webhook.text("deactivationUrl"), Payload.deactivated(webhook, this.clock.instant()))
			.onErrorResume((unheard) -> Mono.empty());
	}

	private boolean isStillLive(Subscription subscription) {
		@Nullable Row now = this.tenant.table(subscription.schema()).find(subscription.id());
		return now != null && Boolean.TRUE.equals(now.value(subscription.schema().require("isActive")));
	}

	private void log(Callout callout, String message) {
		String singular = callout.subscription().schema().singular();
		String reference = singular.equals("CompanyWebhook") ? "accountWebhookID"
				: Character.toLowerCase(singular.charAt(0)) + singular.substring(1) + "ID";
		this.tenant.table("WebhookEventErrorLog")
			.insert((draft) -> draft.set(reference, callout.subscription().id())
				.set("createDateTime", this.clock.instant())
				.set("errorMessage", message)
				.set("payload", callout.payload())
				.set("sequenceNumber", callout.sequence()));
	}

}
