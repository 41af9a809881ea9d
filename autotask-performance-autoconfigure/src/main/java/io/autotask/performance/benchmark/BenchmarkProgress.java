package io.autotask.performance.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is.
 *
 * @param phase {@code preparing}, {@code measuring} or {@code done}
 * @param requestsDone calls that were made
 * @param requestsPlanned calls that will be made at most
 * @param errors things that failed
 * @param ratio from 0 to 1
 * @param etaMillis how long it will still take, in milliseconds, or null when that cannot
 * be said yet
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BenchmarkProgress(String phase, long requestsDone, long requestsPlanned, long errors, double ratio,
		@Nullable Long etaMillis) {

}
