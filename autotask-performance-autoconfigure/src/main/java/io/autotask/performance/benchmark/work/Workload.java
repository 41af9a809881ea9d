package io.autotask.performance.benchmark.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What is asked: the n-th thing to do follows from the seed and n alone, so the same
 * workload can be asked again, in any order and by any number of users. Immutable.
 */
public final class Workload {

	/** Rows of a bulk. */
	static final int BULK = 20;

	private final WorkloadSettings settings;

	private final List<Scenario> scenarios;

	private final double weights;

	private final Zipf rows;

	private final Zipf queries;

	private final Map<RecordSize, Zipf> pages = new HashMap<>();

	/**
	 * A workload.
	 * @param settings what it is made of
	 */
	public Workload(WorkloadSettings settings) {
		this.settings = settings;
		this.scenarios = settings.scenarios().isEmpty() ? scenariosOf(settings) : settings.scenarios();
		this.weights = this.scenarios.stream().mapToDouble(Scenario::weight).sum();
		int varied = varied(settings.rows());
		this.rows = new Zipf(varied, settings.zipf());
		this.queries = new Zipf(varied(settings.queries()), settings.queryZipf());
		for (RecordSize size : RecordSize.values()) {
			this.pages.put(size, new Zipf(Math.max(1, varied / size.rows()), settings.zipf()));
		}
	}

	/**
	 * The entities that are asked for.
	 * @return names as the API spells them
	 */
	public Set<String> entities() {
		Set<String> entities = new LinkedHashSet<>();
		if (this.settings.recorded().isEmpty()) {
			this.scenarios.forEach((scenario) -> scenario.actions().forEach((action) -> entities.add(action.entity())));
		}
		this.settings.recorded().forEach((recorded) -> entities.add(recorded.step().entity()));
		return entities;
	}

	/**
	 * Which writes there are.
	 * @return for each entity that is written to, how
	 */
	public Map<String, Set<OperationType>> writes() {
		Map<String, Set<OperationType>> writes = new LinkedHashMap<>();
		if (this.settings.recorded().isEmpty()) {
			this.scenarios.forEach((scenario) -> scenario.actions()
				.forEach((action) -> note(action.operation(), action.entity(), writes)));
		}
		this.settings.recorded()
			.forEach((recorded) -> note(recorded.step().operation(), recorded.step().entity(), writes));
		return writes;
	}

	private static void note(OperationType operation, String entity, Map<String, Set<OperationType>> writes) {
		if (operation.isWrite()) {
			writes.computeIfAbsent(entity, (key) -> new LinkedHashSet<>()).add(operation);
		}
	}

	/**
	 * Rows that can be asked for by their id.
	 * @return the number for each entity
	 */
	public int rows() {
		return this.settings.rows();
	}

	/**
	 * How many requests the n-th thing to do makes at most, on average.
	 * @return requests per step
	 */
	public double requestsPerStep() {
		if (!this.settings.recorded().isEmpty()) {
			return 1;
		}
		return this.scenarios.stream()
			.mapToDouble((scenario) -> scenario.weight() / this.weights
					* scenario.actions()
						.stream()
						.mapToInt((action) -> (action.operation() == OperationType.BULK) ? BULK : 1)
						.sum())
			.sum();
	}

	/**
	 * The n-th thing to do.
	 * @param number from 0
	 * @return the steps, one after another
	 */
	public List<Step> steps(long number) {
		if (!this.settings.recorded().isEmpty()) {
			return List.of(this.settings.recorded().get((int) (number % this.settings.recorded().size())).step());
		}
		SplittableRandom random = new SplittableRandom(this.settings.seed() * 0x9E3779B97F4A7C15L + number);
		Scenario scenario = scenario(random.nextDouble() * this.weights);
		List<Step> steps = new ArrayList<>(scenario.actions().size());
		for (Scenario.Action action : scenario.actions()) {
			steps.add(step(action, random));
		}
		return steps;
	}

	private Scenario scenario(double chance) {
		double left = chance;
		for (Scenario scenario : this.scenarios) {
			left -= scenario.weight();
			if (left < 0) {
				return scenario;
			}
		}
		return this.scenarios.get(this.scenarios.size() - 1);
	}

	private Step step(Scenario.Action action, SplittableRandom random) {
		RecordSize size = size(random);
		Zipf keys = switch (action.operation()) {
			case LIST -> Objects.requireNonNull(this.pages.get(size));
			case SEARCH, COUNT -> this.queries;
			default -> this.rows;
		};
		int key = keys.draw(random.nextDouble());
		return switch (action.operation()) {
			case LIST -> new Step(action.operation(), action.entity(), key, size.rows(), size.wholeRows());
			case SEARCH ->
				new Step(action.operation(), action.entity(), key, this.settings.rowsPerQuery(), size.wholeRows());
			case BULK -> new Step(action.operation(), action.entity(), key, BULK, true);
			default -> new Step(action.operation(), action.entity(), key, 1, true);
		};
	}

	private RecordSize size(SplittableRandom random) {
		return (this.settings.recordSize() == RecordSize.MIXED) ? RecordSize.values()[random.nextInt(3)]
				: this.settings.recordSize();
	}

	private int varied(int count) {
		return Math.max(1, (int) Math.round(count * this.settings.variation()));
	}

	/** A mix is one scenario for each operation and entity, with one action. */
	private static List<Scenario> scenariosOf(WorkloadSettings settings) {
		List<Scenario> scenarios = new ArrayList<>();
		settings.mix().forEach((operation, weight) -> {
			if (weight > 0) {
				for (String entity : settings.entities()) {
					scenarios.add(new Scenario(operation.word() + " " + entity, weight / settings.entities().size(),
							List.of(new Scenario.Action(operation, entity))));
				}
			}
		});
		return scenarios;
	}

}
