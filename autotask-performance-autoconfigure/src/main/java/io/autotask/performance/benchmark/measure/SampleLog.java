package io.autotask.performance.benchmark.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import io.autotask.performance.benchmark.load.Intended;
import io.autotask.performance.benchmark.work.OperationType;
import io.autotask.performance.benchmark.work.Outcome;
import io.autotask.performance.benchmark.work.ServedBy;
import io.autotask.performance.benchmark.work.Step;

/**
 * Every call of a run, in columns that are as long as the run may be and there from the
 * beginning, so that they do not look like a leak: figures of any part of a run can be
 * made afterwards. About 50 bytes for each call. Written by many threads, each its own
 * places; read when all have ended.
 */
public final class SampleLog {

	private static final long LONGEST = 3_600_000_000_000L;

	private static final int REPEATED = 1;

	private static final int PEAK = 2;

	private static final int BYPASSED = 4;

	private final AtomicInteger next = new AtomicInteger();

	private final LongAdder errors = new LongAdder();

	private final LongAdder calls = new LongAdder();

	private final List<String> entities;

	private final long[] intended;

	private final long[] latency;

	private final long[] service;

	private final int[] lag;

	private final int[] rows;

	private final int[] bytes;

	private final short[] round;

	private final byte[] call;

	private final byte[] entity;

	private final byte[] operation;

	private final byte[] servedBy;

	private final byte[] flags;

	/**
	 * A log.
	 * @param capacity how many calls it can hold; more are not logged
	 * @param entities the entities of the run, at most 127
	 */
	public SampleLog(int capacity, List<String> entities) {
		this.entities = new ArrayList<>(entities);
		this.intended = new long[capacity];
		this.latency = new long[capacity];
		this.service = new long[capacity];
		this.lag = new int[capacity];
		this.rows = new int[capacity];
		this.bytes = new int[capacity];
		this.round = new short[capacity];
		this.call = new byte[capacity];
		this.entity = new byte[capacity];
		this.operation = new byte[capacity];
		this.servedBy = new byte[capacity];
		this.flags = new byte[capacity];
	}

	/**
	 * Adds a call.
	 * @param intended when it was due
	 * @param offset when that was, in nanoseconds since the run began
	 * @param round in which round
	 * @param step what it did
	 * @param outcome what became of it
	 * @param begunAt when it really began
	 * @param endedAt when it ended
	 * @param repeated whether the same was asked before in this run
	 * @param peak whether the load was at its peak
	 * @param bypassed whether it passed everything that could answer from memory
	 */
	public void add(Intended intended, long offset, int round, Step step, Outcome outcome, long begunAt, long endedAt,
			boolean repeated, boolean peak, boolean bypassed) {
		this.calls.add(outcome.calls());
		if (outcome.error() != null) {
			this.errors.increment();
		}
		int place = this.next.getAndIncrement();
		if (place >= this.intended.length) {
			return;
		}
		this.intended[place] = offset;
		this.latency[place] = Math.min(LONGEST, endedAt - intended.dueAt());
		this.service[place] = Math.min(LONGEST, endedAt - begunAt);
		this.lag[place] = (int) Math.min(Integer.MAX_VALUE, (begunAt - intended.dueAt()) / 1_000);
		this.rows[place] = outcome.rows();
		this.bytes[place] = (int) Math.min(Integer.MAX_VALUE, outcome.bytes());
		this.round[place] = (short) round;
		this.call[place] = (byte) outcome.calls();
		this.entity[place] = (byte) this.entities.indexOf(step.entity());
		this.operation[place] = (byte) step.operation().ordinal();
		this.servedBy[place] = (byte) outcome.servedBy().ordinal();
		this.flags[place] = (byte) ((repeated ? REPEATED : 0) | (peak ? PEAK : 0) | (bypassed ? BYPASSED : 0));
	}

	/**
	 * Calls so far, for people who wait.
	 * @return the number, those of a bulk each
	 */
	public long calls() {
		return this.calls.sum();
	}

	/**
	 * Steps so far.
	 * @return the number
	 */
	public int size() {
		return Math.min(this.next.get(), this.intended.length);
	}

	/**
	 * Steps that failed so far.
	 * @return the number
	 */
	public long errors() {
		return this.errors.sum();
	}

	/**
	 * The samples for which a condition holds, by their place in this log.
	 * @param condition the condition
	 * @return the samples
	 */
	public Samples where(IntPredicate condition) {
		return new Samples(this, IntStream.range(0, size()).filter(condition).toArray());
	}

	/**
	 * All samples.
	 * @return the samples
	 */
	public Samples all() {
		return where((place) -> true);
	}

	long intended(int place) {
		return this.intended[place];
	}

	long latency(int place) {
		return this.latency[place];
	}

	long service(int place) {
		return this.service[place];
	}

	long lag(int place) {
		return this.lag[place] * 1_000L;
	}

	int rows(int place) {
		return this.rows[place];
	}

	int bytes(int place) {
		return this.bytes[place];
	}

	int round(int place) {
		return this.round[place];
	}

	int call(int place) {
		return this.call[place];
	}

	String entity(int place) {
		return this.entities.get(this.entity[place]);
	}

	OperationType operation(int place) {
		return OperationType.values()[this.operation[place]];
	}

	ServedBy servedBy(int place) {
		return ServedBy.values()[this.servedBy[place]];
	}

	boolean repeated(int place) {
		return (this.flags[place] & REPEATED) != 0;
	}

	boolean peak(int place) {
		return (this.flags[place] & PEAK) != 0;
	}

	boolean bypassed(int place) {
		return (this.flags[place] & BYPASSED) != 0;
	}

}
