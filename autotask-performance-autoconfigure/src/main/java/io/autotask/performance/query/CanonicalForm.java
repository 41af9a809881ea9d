package io.autotask.performance.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Writes a query so that what has no meaning is gone: the order of conditions that are
 * all combined by the same operator, groups inside a group of their own kind, repeated
 * conditions, the order of the values of {@code in}, the case of operators and of the
 * names of standard fields, the notation of a number.
 * <p>
 * What is only believed to have no meaning stays: the case of strings and of user-defined
 * fields, the difference between {@code 1} and {@code "1"}.
 */
final class CanonicalForm {

	private CanonicalForm() {
	}

	static String of(Query query) {
		StringBuilder text = new StringBuilder();
		text.append("max:").append(query.maxRecords());
		text.append(" fields:").append(quotedAndSorted(query.includeFields()));
		List<Condition> filter = query.filter();
		text.append(" filter:").append((filter != null) ? group("and", filter) : "none");
		return text.toString();
	}

	private static String condition(Condition condition) {
		if (condition instanceof Condition.Group group) {
			return group(group.operator(), group.items());
		}
		Condition.Comparison comparison = (Condition.Comparison) condition;
		String field = comparison.userDefined() ? "udf:" + quoted(comparison.field())
				: quoted(comparison.field().toLowerCase(Locale.ROOT));
		JsonNode value = comparison.value();
		String operator = comparison.operator().toLowerCase(Locale.ROOT);
		return quoted(operator) + "(" + field + ((value != null) ? "," + value(operator, value) : "") + ")";
	}

	private static String group(String operator, List<Condition> items) {
		Collection<String> parts = new TreeSet<>();
		for (Condition item : flattened(operator, items)) {
			parts.add(condition(item));
		}
		return operator + parts;
	}

	private static List<Condition> flattened(String operator, List<Condition> items) {
		List<Condition> flat = new ArrayList<>();
		for (Condition item : items) {
			// An empty group is not flattened away: what the API makes of it is not
			// known.
			if (item instanceof Condition.Group group && group.operator().equals(operator)
					&& !group.items().isEmpty()) {
				flat.addAll(flattened(operator, group.items()));
			}
			else {
				flat.add(item);
			}
		}
		return flat;
	}

	private static String value(String operator, JsonNode value) {
		if (!value.isArray()) {
			return scalar(value);
		}
		List<String> values = new ArrayList<>();
		value.forEach((element) -> values.add(scalar(element)));
		boolean set = operator.equals("in") || operator.equals("notin");
		return "[" + String.join(",", set ? new TreeSet<>(values) : values) + "]";
	}

	private static String scalar(JsonNode value) {
		if (value.isNumber()) {
			BigDecimal number = value.decimalValue();
			return ((number.signum() == 0) ? BigDecimal.ZERO : number.stripTrailingZeros()).toString();
		}
		return value.toString();
	}

	private static String quotedAndSorted(List<String> names) {
		return names.stream().map(CanonicalForm::quoted).distinct().sorted().collect(Collectors.joining(",", "[", "]"));
	}

	private static String quoted(String text) {
		return JsonNodeFactory.instance.stringNode(text).toString();
	}

}
