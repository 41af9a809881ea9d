package io.autotask.performance.client.relation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The references in rows of one type. Immutable.
 *
 * @param <T> the type
 */
public final class References<T> {

	private final Class<T> type;

	private final Map<String, Field> fields;

	private References(Class<T> type, Map<String, Field> fields) {
		this.type = type;
		this.fields = fields;
	}

	/**
	 * The references that rows of a type have.
	 * @param type any type; only records have references
	 * @param <T> the type
	 * @return the references, possibly none
	 */
	public static <T> References<T> of(Class<T> type) {
		Map<String, Field> fields = new LinkedHashMap<>();
		for (RecordComponent component : type.isRecord() ? type.getRecordComponents() : new RecordComponent[0]) {
			if (component.getType() == Reference.class) {
				RefersTo refersTo = component.getAnnotation(RefersTo.class);
				String target = (refersTo != null) ? refersTo.value() : ReferenceFields.entityOf(component.getName());
				Method accessor = component.getAccessor();
				accessor.setAccessible(true);
				fields.put(component.getName(), new Field((target != null) ? target : "", accessor));
			}
		}
		return new References<>(type, fields);
	}

	/**
	 * Whether there is any.
	 * @return false for a type whose rows are only what they are
	 */
	public boolean isEmpty() {
		return this.fields.isEmpty();
	}

	/**
	 * Makes sure that there are references of these names.
	 * @param names names of components
	 * @throws IllegalArgumentException when there is none of a name
	 */
	public void require(Collection<String> names) {
		for (String name : names) {
			if (!this.fields.containsKey(name)) {
				throw new IllegalArgumentException("'" + this.type.getName() + "' has no component '" + name
						+ "' of type Reference, so it cannot be read with it. It has " + this.fields.keySet());
			}
		}
	}

	/**
	 * Those of them that are foreseen to be used.
	 * @param scope knows what was used before
	 * @param except names that are read anyway
	 * @return names of components
	 */
	public List<String> foreseen(RelationScope scope, Collection<String> except) {
		return this.fields.keySet()
			.stream()
			.filter((name) -> !except.contains(name) && scope.isForeseen(this.type, name))
			.toList();
	}

	/**
	 * Reads rows that rows refer to, with one query for each entity and 500 ids.
	 * @param rows the rows that refer
	 * @param names by which components
	 * @param scope of the rows
	 * @return ends when all are there
	 */
	public Mono<Void> join(List<T> rows, Collection<String> names, RelationScope scope) {
		List<Mono<?>> reads = new ArrayList<>();
		names.forEach((name) -> rows.forEach((row) -> {
			Reference<?> reference = reference(name, row);
			if (reference != null && reference.id() != null) {
				reads.add(reference.join());
			}
		}));
		return scope.together(reads);
	}

	/**
	 * Reads rows that will most likely be wanted.
	 * @param rows the rows that refer
	 * @param names by which components
	 * @param scope of the rows
	 * @return ends when all are there
	 */
	public Mono<Void> foresee(List<T> rows, Collection<String> names, RelationScope scope) {
		List<Mono<?>> reads = new ArrayList<>();
		for (String name : names) {
			int before = reads.size();
			rows.forEach((row) -> {
				Reference<?> reference = reference(name, row);
				if (reference != null && reference.id() != null && reference.ifLoaded().isEmpty()) {
					reads.add(reference.foresee());
				}
			});
			Field field = this.fields.get(name);
			if (field != null) {
				scope.foreseen(field.target(), reads.size() - before);
			}
		}
		return scope.together(reads);
	}

	private @Nullable Reference<?> reference(String name, T row) {
		Field field = this.fields.get(name);
		if (field == null) {
			return null;
		}
		try {
			return (Reference<?>) field.accessor().invoke(row);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException("'" + name + "' of " + this.type.getName() + " cannot be read", ex);
		}
	}

	private record Field(String target, Method accessor) {

	}

}
