package io.autotask.performance.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.autotask.performance.call.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of what calls cost. They hold values only: {@link OptimizerMapper} checks
 * them and makes settings of them.
 *
 * @param budget How many requests an hour has.
 * @param compression What travels compressed.
 * @param projection Which fields AutotaskClient asks for.
 * @param rules Rules that set priority, time to live and more for some calls, in the
 * order of their priority: id, name, entities, operations, callers, priority, enabled,
 * and what they set: request-priority, ttl, cacheable, batchable.
 */
@ConfigurationProperties("autotask.performance.optimization")
public record OptimizerProperties(@DefaultValue Budget budget, @DefaultValue Compression compression,
		@DefaultValue Projection projection, @DefaultValue List<Rule> rules) {

	/**
	 * How many requests an hour has.
	 *
	 * @param requestsPerHour Requests in any 60 minutes, of the whole tenant. Autotask
	 * may say less.
	 * @param syncInterval How often Autotask's own count may be read, which costs a
	 * request, while traffic flows. 0 for never.
	 * @param backgroundCeiling Usage in percent above which background work stops.
	 */
	public record Budget(@DefaultValue("10000") int requestsPerHour, @DefaultValue("1m") Duration syncInterval,
			@DefaultValue("70") int backgroundCeiling) {

	}

	/**
	 * What travels compressed.
	 *
	 * @param enabled Whether Autotask is asked for compressed answers.
	 * @param requestBodies Whether large request bodies are sent compressed. Try it with
	 * your zone first.
	 * @param threshold Smaller request bodies are sent as they are.
	 */
	public record Compression(@DefaultValue("true") boolean enabled, @DefaultValue("false") boolean requestBodies,
			@DefaultValue("2KB") DataSize threshold) {

	}

	/**
	 * Which fields AutotaskClient asks for.
	 *
	 * @param enabled Whether its queries ask only for the fields that the record has into
	 * which their rows are read.
	 */
	public record Projection(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * A rule that sets something for some calls.
	 *
	 * @param id its name, which is there once
	 * @param name what it is for
	 * @param entities for calls of these entities, in any case; empty for all
	 * @param operations for these operations; empty for all
	 * @param callers for calls of these callers; empty for all
	 * @param priority which rule is applied first: the highest
	 * @param enabled whether it is applied
	 * @param requestPriority the priority that calls get, 1 to 10
	 * @param ttl how long their answers stay fresh
	 * @param cacheable whether their answers are kept and shared
	 * @param batchable whether they may leave together with others
	 */
	public record Rule(@DefaultValue("") String id, @Nullable String name, @DefaultValue Set<String> entities,
			@DefaultValue Set<Operation> operations, @DefaultValue Set<String> callers, @DefaultValue("5") int priority,
			@DefaultValue("true") boolean enabled, @Nullable Integer requestPriority, @Nullable Duration ttl,
			@Nullable Boolean cacheable, @Nullable Boolean batchable) {

	}

}
