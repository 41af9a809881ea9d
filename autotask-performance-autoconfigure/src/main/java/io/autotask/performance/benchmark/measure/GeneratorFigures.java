package io.autotask.performance.benchmark.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How the load was made.
 *
 * @param model {@code open}, {@code closed} or {@code replay}
 * @param arrivals {@code even}, {@code by chance} or {@code by answers}
 * @param lag how much later calls began than they were due
 * @param intendedRate calls per second that were due, or null where answers decide
 * @param achievedRate percent of them that began in their time, or null where answers
 * decide
 * @param dropped calls that could not begin because too many were on their way
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record GeneratorFigures(String model, String arrivals, Latency lag, @Nullable Double intendedRate,
		@Nullable Double achievedRate, long dropped) {

}
