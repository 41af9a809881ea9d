/**
 * Where the time of an operation of the application goes: markers, phases, and what was
 * called meanwhile.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.monitor.profile;
