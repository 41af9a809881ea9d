/**
 * An embedded Autotask: a server of its own that answers as the REST API of Autotask PSA
 * does, with its limits, its words and its oddities, so the sample runs without an
 * account.
 *
 * <pre>
 * network ─▶ SimulatorServer ─▶ credentials ─▶ faults ─▶ hour ─▶ slot ─▶ latency ─▶ api ─▶ query | write ─▶ data
 * </pre>
 *
 * What it does not do: rows of entities other than those of a service desk (they are
 * known, and empty), contents of attachments, permissions of single users, rules of a
 * tenant's ticket categories and workflows, and logs of deleted rows. Where nobody knows
 * what the real one does, the type concerned says what this one does.
 */
@NullMarked
package io.autotask.performance.sample.simulator;

import org.jspecify.annotations.NullMarked;
