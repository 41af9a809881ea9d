package io.autotask.performance.sample.desk;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A customer.
 *
 * @param id the row's id
 * @param companyName its name
 * @param phone its telephone number
 * @param city where it is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Company(long id, @Nullable String companyName, @Nullable String phone, @Nullable String city) {

}
