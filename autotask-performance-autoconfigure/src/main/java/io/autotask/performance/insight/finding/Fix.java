package io.autotask.performance.insight.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What to do.
 *
 * @param text in words
 * @param yaml what to put into the configuration, or null
 * @param code what to write in the code, or null
 * @param docs where more is said
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Fix(String text, @Nullable String yaml, @Nullable String code, String docs) {

}
