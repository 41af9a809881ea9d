package io.autotask.performance.optimizer.pattern;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.query.Condition;
import io.autotask.performance.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * What requests have in common that differ in values only.
 *
 * @param entity the entity
 * @param operation the operation in lower case
 * @param filter operators and fields of the filter, without any value
 * @param allFields whether a query asks for all fields
 * @param caller who makes them, or null
 */
record Shape(String entity, String operation, String filter, boolean allFields, @Nullable String caller) {

	private static final int LONGEST = 200;

	static Shape of(ApiCall call) {
		Query query = call.query();
		return new Shape(call.entity(), call.operation().word(), (query != null) ? words(query) : "",
				query != null && query.includeFields().isEmpty(), call.options().caller());
	}

	private static String words(Query query) {
		List<Condition> filter = query.filter();
		String words = (filter != null) ? filter.stream().map(Shape::words).sorted().collect(Collectors.joining(", "))
				: "";
		return (words.length() > LONGEST) ? words.substring(0, LONGEST) : words;
	}

	private static String words(Condition condition) {
		if (condition instanceof Condition.Group group) {
			return group.items()
				.stream()
				.map(Shape::words)
				.sorted()
				.distinct()
				.collect(Collectors.joining(", ", group.operator().toLowerCase(Locale.ROOT) + "(", ")"));
		}
		Condition.Comparison comparison = (Condition.Comparison) condition;
		return comparison.field() + " " + comparison.operator().toLowerCase(Locale.ROOT);
	}

}
