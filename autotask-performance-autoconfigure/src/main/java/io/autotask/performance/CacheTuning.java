package io.autotask.performance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.autotask.performance.cache.IntelligentCache;
import io.autotask.performance.cache.InvalidationRule;
import io.autotask.performance.cache.InvalidationRule.Strategy;
import io.autotask.performance.cache.WarmingSnapshot;
import io.autotask.performance.call.Entities;
import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Fits the cache to how entities are used. The more frequent, the shorter an answer stays
 * fresh, down to a quarter of what is configured, the more often and the earlier it is
 * read ahead. Always starts from what is configured, so doing it twice is doing it once.
 */
final class CacheTuning {

	private static final double STEEPNESS = 0.75;

	private static final long SHORTEST_SECONDS = 1;

	private final IntelligentCache cache;

	CacheTuning(IntelligentCache cache) {
		this.cache = cache;
	}

	List<CacheChange> apply(UsagePattern usage) {
		String entity = Entities.known().spelled(usage.entityType());
		if (!Entities.known().isKnown(entity)) {
			throw new IllegalArgumentException(
					"'" + usage.entityType() + "' is no entity of the API, such as 'Companies'");
		}
		double factor = 1 - STEEPNESS * usage.frequency();
		Set<Operation> reads = reads(usage);
		List<CacheChange> changes = new ArrayList<>();
		for (Operation operation : reads) {
			Duration before = this.cache.ttl(entity, operation);
			Duration configured = this.cache.configuredTtl(entity, operation);
			if (configured.isZero()) {
				continue;
			}
			Duration after = Duration
				.ofSeconds(Math.max(SHORTEST_SECONDS, Math.round(configured.toSeconds() * factor)));
			this.cache.setTtl(entity, operation, after);
			changes.add(new CacheChange(entity, "ttl." + operation.word(), before.toString(), after.toString()));
		}
		changes.addAll(warming(entity, factor, 1 + (int) Math.round(9 * usage.frequency())));
		changes.add(rule(entity, reads));
		return changes;
	}

	private List<CacheChange> warming(String entity, double factor, int priority) {
		Map<String, WarmingSnapshot.Strategy> before = this.cache.warmer()
			.snapshot()
			.strategies()
			.stream()
			.collect(Collectors.toMap(WarmingSnapshot.Strategy::id, Function.identity()));
		List<CacheChange> changes = new ArrayList<>();
		for (WarmingSnapshot.Strategy after : this.cache.warmer().tune(entity, factor, priority)) {
			WarmingSnapshot.Strategy was = Objects.requireNonNull(before.get(after.id()));
			String prefix = "warming." + after.id() + ".";
			changes.add(new CacheChange(entity, prefix + "priority", String.valueOf(was.priority()),
					String.valueOf(after.priority())));
			if (after.interval() != null) {
				changes.add(new CacheChange(entity, prefix + "interval", String.valueOf(was.interval()),
						String.valueOf(after.interval())));
			}
		}
		return changes;
	}

	/**
	 * The entity's rule: answers about many rows go with every write. Single rows are
	 * left to what the cache knows by itself, which is exact for them.
	 */
	private CacheChange rule(String entity, Set<Operation> reads) {
		String name = entity.toLowerCase(Locale.ROOT);
		Set<String> patterns = new TreeSet<>();
		patterns.add(name + ":query:*");
		if (reads.contains(Operation.COUNT)) {
			patterns.add(name + ":count:*");
		}
		String id = "usage-of-" + name;
		@Nullable String before = this.cache.invalidationRules()
			.stream()
			.filter((rule) -> rule.id().equals(id))
			.map((rule) -> new TreeSet<>(rule.patterns()).toString())
			.findFirst()
			.orElse(null);
		this.cache.addInvalidationRule(
				new InvalidationRule(id, Set.of(entity), List.copyOf(patterns), Strategy.LAZY, List.of()));
		return new CacheChange(entity, "invalidation-rule", before, patterns.toString());
	}

	private static Set<Operation> reads(UsagePattern usage) {
		Set<Operation> reads = EnumSet.noneOf(Operation.class);
		for (String word : usage.operations()) {
			switch (word.toLowerCase(Locale.ROOT)) {
				case "get" -> reads.add(Operation.GET);
				case "query", "search" -> reads.add(Operation.QUERY);
				case "list" -> reads.addAll(List.of(Operation.QUERY, Operation.LIST));
				case "count" -> reads.add(Operation.COUNT);
				case "metadata", "create", "update", "replace", "delete", "other" -> {
					// Metadata has a time of its own, and a write is not kept.
				}
				default -> throw new IllegalArgumentException("'" + word + "' of '" + usage.entityType()
						+ "' is no operation; allowed are get, query, list, search, count, metadata, create, "
						+ "update, replace, delete and other");
			}
		}
		return reads;
	}

}
