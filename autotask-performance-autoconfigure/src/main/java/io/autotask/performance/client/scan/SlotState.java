package io.autotask.performance.client.scan;

import org.jspecify.annotations.Nullable;

/**
 * The slots of an endpoint at one moment.
 *
 * @param inFlight requests on the wire
 * @param waiting calls that wait for a slot
 * @param limit how many requests may be on the wire, or null for any number
 */
public record SlotState(int inFlight, int waiting, @Nullable Integer limit) {

}
