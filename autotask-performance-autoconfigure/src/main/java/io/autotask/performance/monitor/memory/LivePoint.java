package io.autotask.performance.monitor.memory;

/**
 * What lived at one moment.
 *
 * @param hours the moment
 * @param bytes how much lived
 * @param load what there was to do, in any measures, since the point before
 */
record LivePoint(double hours, double bytes, double... load) {

}
