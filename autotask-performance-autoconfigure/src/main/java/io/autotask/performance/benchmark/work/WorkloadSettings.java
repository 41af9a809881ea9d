package io.autotask.performance.benchmark.work;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a workload is made of.
 *
 * @param entities the entities of the mix, as the API spells them
 * @param mix how often each operation is done, in proportion to the others
 * @param scenarios what users do in a row; when there are some, the mix does not matter
 * @param rows rows of each entity that are asked for by id
 * @param zipf how much some rows and pages are asked for more than others: the exponent
 * of Zipf's law, 0 for all alike
 * @param queries different queries of each entity
 * @param queryZipf the same exponent for queries
 * @param rowsPerQuery rows that a query finds
 * @param recordSize how large answers are
 * @param variation which share of rows, pages and queries is really used: 1 for all, near
 * 0 for always the same
 * @param recorded what was recorded; when there is something, nothing else matters
 * @param seed what the workload follows from
 */
public record WorkloadSettings(List<String> entities, Map<OperationType, Double> mix, List<Scenario> scenarios,
		int rows, double zipf, int queries, double queryZipf, int rowsPerQuery, RecordSize recordSize, double variation,
		List<Recorded> recorded, long seed) {

	public WorkloadSettings {
		entities = List.copyOf(entities);
		mix = mix.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(mix));
		scenarios = List.copyOf(scenarios);
		recorded = List.copyOf(recorded);
	}

	/**
	 * One recorded step.
	 *
	 * @param offset nanoseconds since the first
	 * @param step what it was
	 */
	public record Recorded(long offset, Step step) {

	}

}
