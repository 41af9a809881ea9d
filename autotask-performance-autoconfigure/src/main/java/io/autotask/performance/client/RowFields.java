package io.autotask.performance.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.bean.BeanDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a row that a type is made of. Only a record says them all; where one is
 * read in any way of its own, every field may matter.
 */
final class RowFields {

	private static final String ID = "id";

	/** A list of names and values: which of them are wanted is not said by the type. */
	private static final String USER_DEFINED = "userDefinedFields";

	private RowFields() {
	}

	/**
	 * The fields.
	 * @param type any type
	 * @param mapper reads rows into it
	 * @return the names in the API, with {@code id}; none when every field may matter
	 */
	static List<String> of(Class<?> type, JsonMapper mapper) {
		if (!type.isRecord()) {
			return List.of();
		}
		Collection<Object> properties = properties(mapper, mapper.constructType(type));
		if (properties == null || properties.size() != type.getRecordComponents().length) {
			return List.of();
		}
		List<String> fields = new ArrayList<>(properties.stream().map(String::valueOf).toList());
		if (has(fields, USER_DEFINED)) {
			return List.of();
		}
		if (!has(fields, ID)) {
			fields.add(ID);
		}
		return List.copyOf(fields);
	}

	/**
	 * The names of all that is read, or null where that is not all that is read.
	 */
	private static @Nullable Collection<Object> properties(JsonMapper mapper, JavaType type) {
		try {
			DeserializationContext context = mapper._deserializationContext();
			ValueDeserializer<Object> reader = context.findRootValueDeserializer(type);
			BeanDescription described = context.introspectBeanDescription(type,
					context.introspectClassAnnotations(type));
			return (reader.getClass() == BeanDeserializer.class && !hasOwnWay(described, context))
					? reader.getKnownPropertyNames() : null;
		}
		catch (JacksonException ex) {
			// Whoever reads a row is told.
			return null;
		}
	}

	private static boolean hasOwnWay(BeanDescription type, DeserializationContext context) {
		Stream<? extends Annotated> creators = Stream.concat(type.getConstructors().stream(),
				type.getFactoryMethods().stream());
		return type.findAnySetterAccessor() != null
				|| type.findProperties().stream().anyMatch((property) -> !property.findAliases().isEmpty())
				|| creators.anyMatch((creator) -> context.getAnnotationIntrospector()
					.findCreatorAnnotation(context.getConfig(), creator) != null);
	}

	private static boolean has(List<String> fields, String field) {
		return fields.stream().anyMatch(field::equalsIgnoreCase);
	}

}
