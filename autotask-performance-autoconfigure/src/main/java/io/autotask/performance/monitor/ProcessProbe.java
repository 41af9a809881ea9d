package io.autotask.performance.monitor;

/**
 * Reads what the virtual machine says of itself.
 */
@FunctionalInterface
interface ProcessProbe {

	ProcessReading read();

}
