package io.autotask.performance.benchmark;

/**
 * A run came to its end, and was not cancelled. Published to the listeners of
 * {@link BenchmarkSuite} and as an event of the application.
 *
 * @param result what it brought
 */
public record BenchmarkCompletedEvent(BenchmarkResult result) implements BenchmarkEvent {

}
