package io.autotask.performance.optimizer.dispatch;

import java.time.Duration;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.AutotaskRequestRefusedException;
import io.autotask.performance.call.AutotaskRequestRefusedException.Reason;
import io.autotask.performance.optimizer.dispatch.SlotQueue.Refusal;

/**
 * Says to callers why they were refused, and what to do. Pure.
 */
final class Refusals {

	private static final String CONCURRENCY = "autotask.performance.optimization.concurrency.";

	private Refusals() {
	}

	/**
	 * What a caller is told who would wait in vain.
	 */
	static AutotaskRequestRefusedException of(ApiCall call, Refusal refusal, DispatchSettings settings) {
		return refused(call, refusal, switch (refusal.reason()) {
			case QUEUE_FULL -> "as many calls wait as may, " + settings.maxQueue()
					+ ". Ask for less at once, or raise '" + CONCURRENCY + "max-queue'";
			case BUDGET_EXHAUSTED -> exhausted(settings, refusal.retryAfter());
			case DEADLINE -> "its caller does not wait for as long as it would take, " + rounded(refusal.retryAfter())
					+ " at least. Wait for longer, or ask when less is going on";
			case QUEUE_TIMEOUT, CIRCUIT_OPEN -> "it would have waited in vain";
		});
	}

	/**
	 * What a caller is told who has waited for as long as one may.
	 * @param unaffordable how long the hour is used up for this call, zero or less when
	 * it is not
	 */
	static AutotaskRequestRefusedException tooLong(Ticket ticket, Duration unaffordable, DispatchSettings settings,
			long now) {
		ApiCall call = ticket.exchange().call();
		if (unaffordable.compareTo(Duration.ZERO) > 0) {
			return of(call, new Refusal(Reason.BUDGET_EXHAUSTED, unaffordable), settings);
		}
		if (ticket.passenger().patience().left(now) > 0) {
			return refused(call, new Refusal(Reason.DEADLINE, Duration.ZERO),
					"no slot of " + call.entity() + " came free for as long as its caller waits for it");
		}
		int rejections = ticket.passenger().patience().rejections();
		if (rejections == 0) {
			return refused(call, new Refusal(Reason.QUEUE_TIMEOUT, Duration.ZERO),
					"no slot of " + call.entity() + " came free within " + settings.maxWait()
							+ ". Ask for less at once, or raise '" + CONCURRENCY + "max-wait'");
		}
		return new AutotaskRequestRefusedException(Reason.QUEUE_TIMEOUT, settings.pauses().longest(),
				"Autotask turned away a call (" + call.inWords() + ") " + rejections + " times in " + settings.maxWait()
						+ ", which is as long as one may wait ('" + CONCURRENCY
						+ "max-wait'), because too many requests ran at once, of this integration code, from here or"
						+ " elsewhere. Let other processes with the same code run fewer requests at once.");
	}

	private static String exhausted(DispatchSettings settings, Duration retryAfter) {
		return "the tenant's requests of this hour are used up as far as calls of its kind may use them, of "
				+ settings.budget().requestsPerHour()
				+ " ('autotask.performance.optimization.budget.requests-per-hour'). Ask again in " + rounded(retryAfter)
				+ ", ask for less, or see at '/actuator/autotask-performance' who uses them";
	}

	private static Duration rounded(Duration duration) {
		return (duration.toSeconds() > 0) ? Duration.ofSeconds(duration.toSeconds())
				: Duration.ofMillis(Math.max(1, duration.toMillis()));
	}

	private static AutotaskRequestRefusedException refused(ApiCall call, Refusal refusal, String why) {
		return new AutotaskRequestRefusedException(refusal.reason(), refusal.retryAfter(),
				"Autotask was not asked (" + call.inWords() + "): " + why + ".");
	}

}
