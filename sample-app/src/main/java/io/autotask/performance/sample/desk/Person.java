package io.autotask.performance.sample.desk;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A contact of a customer, or a technician of one's own.
 *
 * @param id the row's id
 * @param firstName the first name
 * @param lastName the last name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Person(long id, @Nullable String firstName, @Nullable String lastName) {

	String fullName() {
		return Stream.of(this.firstName, this.lastName).filter(Objects::nonNull).collect(Collectors.joining(" "));
	}

}
