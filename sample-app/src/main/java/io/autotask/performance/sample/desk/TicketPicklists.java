package io.autotask.performance.sample.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Reads the picklists of tickets. This is how an application does it that had its own
 * {@code WebClient} before the starter came; the words as they are needed are kept by
 * {@code @Cacheable}.
 */
@Component
class TicketPicklists {

	private final WebClient autotask;

	TicketPicklists(WebClient autotaskWebClient) {
		this.autotask = autotaskWebClient;
	}

	@Cacheable(cacheManager = "autotaskCacheManager", cacheNames = "reference-data", key = "'ticket-picklists'")
	public Mono<Picklists> read() {
		return this.autotask.get()
			.uri("/V1.0/Tickets/entityInformation/fields")
			.retrieve()
			.bodyToMono(Fields.class)
			.map((fields) -> new Picklists(fields.labels("status"), fields.labels("priority"),
					fields.labels("queueID")));
	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	record Fields(List<Field> fields) {

		Map<Integer, String> labels(String name) {
			Map<Integer, String> labels = new LinkedHashMap<>();
			for (Field field : this.fields) {
				if (name.equalsIgnoreCase(field.name()) && field.picklistValues() != null) {
					field.picklistValues()
						.stream()
						.filter(Value::isActive)
						.forEach((value) -> labels.put(Integer.valueOf(value.value()), value.label()));
				}
			}
			return labels;
		}

	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	record Field(String name, @Nullable List<Value> picklistValues) {

	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	record Value(String value, String label, boolean isActive) {

	}

}
