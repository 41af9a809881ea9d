package io.autotask.performance.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.autotask.performance.cache.CacheInvalidatedEvent.Cause;
import io.autotask.performance.cache.InvalidationRule.Strategy;
import io.autotask.performance.call.ApiCall;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The rules of the application, and the work that they put off. Rules are read without a
 * lock. The work that waits is guarded by the monitor of this object, and is done under
 * it: whoever reads while it is done waits for its end, and finds nothing from before.
 */
final class InvalidationRules {

	private static final int MAX_RULES = 1_000;

	private static final long SWEEP_AFTER_SECONDS = 1;

	private final Map<String, Rule> rules = new ConcurrentHashMap<>();

	private final IntelligentCache cache;

	private final Scheduler scheduler;

	private final Set<Rule> waiting = new LinkedHashSet<>();

	private volatile boolean anyWaiting;

	InvalidationRules(IntelligentCache cache) {
		this(cache, Schedulers.parallel());
	}

	InvalidationRules(IntelligentCache cache, Scheduler scheduler) {
		this.cache = cache;
		this.scheduler = scheduler;
	}

	/**
	 * Adds a rule, in the place of one with the same id.
	 * @throws IllegalStateException when there are too many
	 */
	void add(InvalidationRule rule) {
		if (this.rules.size() >= MAX_RULES && !this.rules.containsKey(rule.id())) {
			throw new IllegalStateException(
					"There are " + MAX_RULES + " invalidation rules, and '" + rule.id() + "' would be one more");
		}
		this.rules.put(rule.id(), Rule.of(rule));
	}

	boolean remove(String id) {
		return this.rules.remove(id) != null;
	}

	List<InvalidationRule> all() {
		return this.rules.values()
			.stream()
			.map(Rule::definition)
			.sorted((one, other) -> one.id().compareTo(other.id()))
			.toList();
	}

	/**
	 * A write is about to be sent: the rules that it fires.
	 */
	Firing fire(ApiCall call, byte @Nullable [] body) {
		if (this.rules.isEmpty()) {
			return new Firing(List.of());
		}
		WriteFields fields = new WriteFields(call, body);
		String entity = EntityWords.known().entity(call.entity());
		List<Fired> fired = new ArrayList<>();
		for (Rule rule : this.rules.values()) {
			if (rule.triggers().contains(entity) && fields.mayMatch(rule.definition().conditions())) {
				fired.add(new Fired(rule, this.cache.invalidations().tags(rule.patterns())));
			}
		}
		Firing firing = new Firing(fired);
		firing.open();
		return firing;
	}

	/**
	 * Does the work that waits. To be called before anything is answered from memory.
	 */
	void settle() {
		if (this.anyWaiting) {
			settleAll();
		}
	}

	private void settleAll() {
		Map<Rule, Long> done = new LinkedHashMap<>();
		synchronized (this) {
			for (Rule rule : this.waiting) {
				done.put(rule, this.cache.invalidations().apply(rule.patterns()));
				this.cache.tellOthers(rule.patterns());
			}
			this.waiting.clear();
			this.anyWaiting = false;
		}
		done.forEach(this::publish);
	}

	private void putOff(Rule rule) {
		boolean first;
		synchronized (this) {
			first = this.waiting.add(rule);
			this.anyWaiting = true;
		}
		if (first && rule.definition().strategy() == Strategy.SCHEDULED) {
			this.scheduler.schedule(this::settle, SWEEP_AFTER_SECONDS, TimeUnit.SECONDS);
		}
	}

	private void publish(Rule rule, Long dropped) {
		this.cache.invalidations().publish(Cause.RULE, List.of(), rule.patterns(), rule.definition().id(), dropped);
	}

	/** The rules that one write has fired. */
	final class Firing {

		private final List<Fired> fired;

		private final long[] dropped;

		private Firing(List<Fired> fired) {
			this.fired = List.copyOf(fired);
			this.dropped = new long[fired.size()];
		}

		private void open() {
			for (int i = 0; i < this.fired.size(); i++) {
				Fired one = this.fired.get(i);
				this.dropped[i] = InvalidationRules.this.cache.invalidations()
					.counted(() -> InvalidationRules.this.cache.versions().open(one.tags(), () -> now(one)));
			}
		}

		/**
		 * The write has ended.
		 */
		void close(WriteOutcome outcome) {
			for (int i = 0; i < this.fired.size(); i++) {
				Fired one = this.fired.get(i);
				boolean now = one.isImmediate() || outcome == WriteOutcome.UNKNOWN;
				long closing = InvalidationRules.this.cache.invalidations()
					.counted(() -> InvalidationRules.this.cache.versions()
						.close(one.tags(), InvalidationRules.this.cache.quarantine(outcome), () -> {
							if (now) {
								InvalidationRules.this.cache.invalidations().drop(one.rule().patterns());
							}
						}));
				if (now) {
					InvalidationRules.this.cache.tellOthers(one.rule().patterns());
					publish(one.rule(), this.dropped[i] + closing);
				}
				else {
					putOff(one.rule());
				}
			}
		}

		private void now(Fired one) {
			if (one.isImmediate()) {
				InvalidationRules.this.cache.invalidations().drop(one.rule().patterns());
			}
		}

	}

	private record Fired(Rule rule, Collection<Tag> tags) {

		boolean isImmediate() {
			return this.rule.definition().strategy() == Strategy.IMMEDIATE;
		}

	}

	private record Rule(InvalidationRule definition, Set<String> triggers, List<NamePattern> patterns) {

		static Rule of(InvalidationRule definition) {
			Set<String> triggers = new LinkedHashSet<>();
			definition.triggerEntities().forEach((entity) -> triggers.add(EntityWords.known().entity(entity)));
			return new Rule(definition, triggers, definition.patterns().stream().map(NamePattern::parse).toList());
		}

	}

}
