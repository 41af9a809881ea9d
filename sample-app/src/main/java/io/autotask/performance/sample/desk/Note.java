package io.autotask.performance.sample.desk;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote on a ticket.
 *
 * @param id the row's id
 * @param title the heading
 * @param description the text
 * @param createDateTime when it was written
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Note(long id, @Nullable String title, @Nullable String description, @Nullable Instant createDateTime) {

}
