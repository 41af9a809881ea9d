package io.autotask.performance.benchmark.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

import io.autotask.performance.benchmark.work.ServedBy;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Some of the calls of a run, and figures of them. Immutable once the run has ended.
 */
public final class Samples {

	private static final double NANOS_PER_SECOND = 1e9;

	private final SampleLog log;

	private final int[] places;

	Samples(SampleLog log, int[] places) {
		this.log = log;
		this.places = places;
	}

	/**
	 * Those of them for which a condition holds.
	 * @param condition the condition
	 * @return fewer samples
	 */
	public Samples where(IntPredicate condition) {
		return new Samples(this.log, IntStream.of(this.places).filter(condition).toArray());
	}

	/**
	 * Those of one round.
	 * @param round from 0
	 * @return fewer samples
	 */
	public Samples ofRound(int round) {
		return where((place) -> this.log.round(place) == round);
	}

	/**
	 * Those of one mode.
	 * @param bypassed whether they passed everything that could answer from memory
	 * @return fewer samples
	 */
	public Samples ofMode(boolean bypassed) {
		return where((place) -> this.log.bypassed(place) == bypassed);
	}

	/**
	 * Those that were answered in one way.
	 * @param servedBy how
	 * @return fewer samples
	 */
	public Samples servedBy(ServedBy servedBy) {
		return where((place) -> this.log.servedBy(place) == servedBy);
	}

	/**
	 * Those that were due at the peak of the load.
	 * @return fewer samples
	 */
	public Samples atPeak() {
		return where(this.log::peak);
	}

	/**
	 * Reads of what had been read before in the run.
	 * @return fewer samples
	 */
	public Samples repeatedReads() {
		return where((place) -> this.log.repeated(place) && !this.log.operation(place).isWrite());
	}

	/**
	 * Those that were due in a time.
	 * @param from nanoseconds since the run began
	 * @param to nanoseconds since the run began, not included
	 * @return fewer samples
	 */
	public Samples between(long from, long to) {
		return where((place) -> this.log.intended(place) >= from && this.log.intended(place) < to);
	}

	/**
	 * How many steps there are.
	 * @return the number
	 */
	public int size() {
		return this.places.length;
	}

	/**
	 * How many calls they took.
	 * @return the number
	 */
	public long calls() {
		return sum(this.log::call);
	}

	/**
	 * How many rows came.
	 * @return the number
	 */
	public long rows() {
		return sum(this.log::rows);
	}

	/**
	 * How many bytes came.
	 * @return the number
	 */
	public long bytes() {
		return sum(this.log::bytes);
	}

	/**
	 * How many steps failed.
	 * @return the number
	 */
	public long errors() {
		return IntStream.of(this.places).filter((place) -> this.log.servedBy(place) == ServedBy.ERROR).count();
	}

	/**
	 * How many of them failed.
	 * @return percent, or null without samples
	 */
	public @Nullable Double errorRate() {
		return (size() > 0) ? 100.0 * errors() / size() : null;
	}

	/**
	 * How many of the reads that were answered were in memory.
	 * @return percent, or null without such reads
	 */
	public @Nullable Double hitRate() {
		long hits = IntStream.of(this.places).filter((place) -> this.log.servedBy(place).isHit()).count();
		long reads = IntStream.of(this.places)
			.filter((place) -> this.log.servedBy(place) != ServedBy.ERROR && this.log.servedBy(place) != ServedBy.WRITE)
			.count();
		return (reads > 0) ? 100.0 * hits / reads : null;
	}

	/**
	 * How long they took from when they were due.
	 * @return the distribution; those that failed are not in it
	 */
	public Latency latency() {
		return Latency.of(good(), this.log::latency);
	}

	/**
	 * How long they took from when they began.
	 * @return the distribution; those that failed are not in it
	 */
	public Latency serviceTime() {
		return Latency.of(good(), this.log::service);
	}

	/**
	 * What the fastest of them took from when they began.
	 * @return what a tenth stayed below, in milliseconds, or null without any
	 */
	public @Nullable Double fastest() {
		return Latency.percentile(good(), this.log::service, 10);
	}

	/**
	 * How much later they began than they were due.
	 * @return the distribution
	 */
	public Latency lag() {
		return Latency.of(this.places, this.log::lag);
	}

	/**
	 * How many fell into each range of latencies.
	 * @return ranges that double, and how many are in each
	 */
	public Map<Double, Long> distribution() {
		Histogram histogram = Latency.histogram(good(), this.log::latency);
		Map<Double, Long> distribution = new TreeMap<>();
		histogram.logarithmicBucketValues(10_000, 2)
			.forEach((bucket) -> distribution.put(bucket.getValueIteratedTo() / 1e6,
					bucket.getCountAddedInThisIterationStep()));
		return distribution;
	}

	/**
	 * When the last of them ended.
	 * @return nanoseconds since the run began
	 */
	public long lastEnd() {
		return IntStream.of(this.places)
			.mapToLong((place) -> this.log.intended(place) + this.log.latency(place))
			.max()
			.orElse(0);
	}

	/**
	 * When the first of them was due.
	 * @return nanoseconds since the run began
	 */
	public long firstDue() {
		return IntStream.of(this.places).mapToLong(this.log::intended).min().orElse(0);
	}

	/**
	 * When the last of them was due.
	 * @return nanoseconds since the run began
	 */
	public long lastDue() {
		return IntStream.of(this.places).mapToLong(this.log::intended).max().orElse(0);
	}

	/**
	 * When the last of them began.
	 * @return nanoseconds since the run began
	 */
	public long lastBegun() {
		return IntStream.of(this.places)
			.mapToLong((place) -> this.log.intended(place) + this.log.lag(place))
			.max()
			.orElse(0);
	}

	/**
	 * How many had ended by a moment.
	 * @param moment nanoseconds since the run began
	 * @return the number
	 */
	long endedBy(long moment) {
		return IntStream.of(this.places)
			.filter((place) -> this.log.intended(place) + this.log.latency(place) <= moment)
			.count();
	}

	/**
	 * From when the first was due to when the last ended.
	 * @return seconds
	 */
	public double seconds() {
		return (lastEnd() - firstDue()) / NANOS_PER_SECOND;
	}

	/**
	 * When each of them ended, in equal parts of time.
	 * @param parts how many parts
	 * @param end the end of the last part, in nanoseconds since the run began
	 * @return how many ended in each
	 */
	public long[] endedIn(int parts, long end) {
		long[] counts = new long[parts];
		for (int place : this.places) {
			long at = this.log.intended(place) + this.log.latency(place);
			counts[(int) Math.min(parts - 1, at * parts / Math.max(1, end))] += this.log.call(place);
		}
		return counts;
	}

	/**
	 * These samples in the order in which they were due, in parts of equal size.
	 * @param parts how many parts
	 * @return the parts
	 */
	public Samples[] inParts(int parts) {
		int[] sorted = IntStream.of(this.places)
			.boxed()
			.sorted(Comparator.comparingLong(this.log::intended))
			.mapToInt(Integer::intValue)
			.toArray();
		Samples[] result = new Samples[parts];
		for (int part = 0; part < parts; part++) {
			int from = (int) ((long) sorted.length * part / parts);
			int to = (int) ((long) sorted.length * (part + 1) / parts);
			result[part] = new Samples(this.log, Arrays.copyOfRange(sorted, from, to));
		}
		return result;
	}

	/**
	 * The mean of the logarithms of service times: what half of all takes, however long
	 * the tail.
	 */
	double meanLog() {
		return IntStream.of(this.places)
			.mapToDouble((place) -> Math.log(Math.max(1, this.log.service(place))))
			.average()
			.orElse(0);
	}

	/**
	 * Figures for each value of a column.
	 * @param column the column
	 * @param figures makes figures of the samples with the same value
	 * @param <T> the figures
	 * @return the figures by value
	 */
	public <T> Map<String, T> by(Column column, Function<Samples, T> figures) {
		IntFunction<String> value = switch (column) {
			case ENTITY -> this.log::entity;
			case OPERATION -> (place) -> this.log.operation(place).word();
			case SERVED_BY -> (place) -> this.log.servedBy(place).word();
		};
		Map<String, IntStream.Builder> groups = new TreeMap<>();
		for (int place : this.places) {
			groups.computeIfAbsent(value.apply(place), (key) -> IntStream.builder()).add(place);
		}
		Map<String, T> result = new TreeMap<>();
		groups.forEach((key, group) -> result.put(key, figures.apply(new Samples(this.log, group.build().toArray()))));
		return result;
	}

	private int[] good() {
		return IntStream.of(this.places).filter((place) -> this.log.servedBy(place) != ServedBy.ERROR).toArray();
	}

	private long sum(IntToLongFunction column) {
		return IntStream.of(this.places).mapToLong(column).sum();
	}

	/** What samples can be told apart by. */
	public enum Column {

		/** The entity. */
		ENTITY,

		/** The operation. */
		OPERATION,

		/** How they were answered. */
		SERVED_BY

	}

}
