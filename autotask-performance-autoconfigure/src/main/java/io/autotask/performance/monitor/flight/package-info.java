/**
 * The virtual machine's own flight recorder, for what nothing else can see: where objects
 * that stay were made, and what runs. Only where it is there and allowed.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.monitor.flight;
