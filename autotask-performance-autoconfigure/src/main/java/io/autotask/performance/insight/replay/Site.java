package io.autotask.performance.insight.replay;

/**
 * A place in the application where calls are made.
 *
 * @param place such as {@code ServiceDesk.view (ServiceDesk.java:120)}, then the places
 * that called it
 * @param count how many of the calls that were looked at
 */
public record Site(String place, long count) {

}
