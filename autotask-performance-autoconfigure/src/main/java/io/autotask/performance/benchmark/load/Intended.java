package io.autotask.performance.benchmark.load;

/**
 * A call that is due.
 *
 * @param number which step of the workload it is, from 0
 * @param offset when it was due, in nanoseconds since the beginning of the round
 * @param dueAt the same as the clock says it
 * @param lag how much later than that it really begins, in nanoseconds: the generator's
 * own fault, which is in every latency that is measured
 * @param user who makes it, from 0
 */
public record Intended(long number, long offset, long dueAt, long lag, int user) {

}
