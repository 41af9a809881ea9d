package io.autotask.performance.monitor.profile;

import org.jspecify.annotations.Nullable;

/**
 * What the process has used since its start.
 *
 * @param cpuNanos processor time, or null when it is not told
 * @param gcPauses pauses for garbage collections
 * @param gcMillis how long they took together
 */
public record ProcessUse(@Nullable Long cpuNanos, long gcPauses, long gcMillis) {

}
