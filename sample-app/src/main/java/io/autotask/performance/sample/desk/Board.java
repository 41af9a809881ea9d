package io.autotask.performance.sample.desk;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of open tickets.
 *
 * @param open how many tickets are open
 * @param tickets the tickets of this page, in the order of their ids
 * @param next the id after which the next page begins, or null on the last one
 */
public record Board(long open, List<TicketView> tickets, @Nullable Long next) {

}
