/**
 * What happened, measured: a ledger of all calls, latencies as callers feel them and as
 * Autotask answers, since the start and lately.
 */
@org.jspecify.annotations.NullMarked
package io.autotask.performance.monitor;
