package io.autotask.performance.call;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Whether nobody can change an object, down to its last part: texts, numbers, dates,
 * enums, records of such, and the unmodifiable collections of {@code List.of} and its
 * kin. A record that holds an {@code ArrayList} does not count; one that copies it with
 * {@code List.copyOf} does.
 */
final class Immutability {

	private static final Set<Class<?>> VALUES = Set.of(String.class, Boolean.class, Character.class, Byte.class,
			Short.class, Integer.class, Long.class, Float.class, Double.class, BigDecimal.class, BigInteger.class,
			UUID.class, URI.class);

	/** A deeper object is taken for one that can be changed. */
	private static final int MAX_DEPTH = 20;

	private static final ClassValue<Parts> PARTS = new ClassValue<>() {

		@Override
		protected Parts computeValue(Class<?> type) {
			return Parts.of(type);
		}

	};

	private Immutability() {
	}

	static boolean isGiven(@Nullable Object object) {
		return isGiven(object, 0);
	}

	private static boolean isGiven(@Nullable Object object, int depth) {
		if (object == null || VALUES.contains(object.getClass()) || object instanceof Enum<?>) {
			return true;
		}
		Class<?> type = object.getClass();
		if (type.getPackageName().equals("java.time")) {
			return true;
		}
		if (depth >= MAX_DEPTH) {
			return false;
		}
		if (object instanceof Optional<?> optional) {
			return isGiven(optional.orElse(null), depth + 1);
		}
		if (type.isRecord()) {
			return isGivenOfParts(PARTS.get(type), object, depth + 1);
		}
		if (!isUnmodifiable(type)) {
			return false;
		}
		if (object instanceof Map<?, ?> map) {
			return areGiven(map.keySet(), depth + 1) && areGiven(map.values(), depth + 1);
		}
		return object instanceof Collection<?> collection && areGiven(collection, depth + 1);
	}

	private static boolean areGiven(Collection<?> all, int depth) {
		for (Object one : all) {
			if (!isGiven(one, depth)) {
				return false;
			}
		}
		return true;
	}

	/** A wrapper around a list that somebody else may hold does not count. */
	private static boolean isUnmodifiable(Class<?> type) {
		return type.getName().startsWith("java.util.ImmutableCollections$")
				|| type == Collections.emptyList().getClass() || type == Collections.emptyMap().getClass()
				|| type == Collections.emptySet().getClass();
	}

	private static boolean isGivenOfParts(Parts parts, Object object, int depth) {
		if (!parts.readable()) {
			return false;
		}
		try {
			for (MethodHandle part : parts.handles()) {
				if (!isGiven((Object) part.invoke(object), depth)) {
					return false;
				}
			}
			return true;
		}
		catch (Throwable ex) {
			// What cannot be looked into may be anything.
			return false;
		}
	}

	/**
	 * What a record holds, as it is: its accessors may show something else.
	 *
	 * @param readable whether it can be looked into
	 * @param handles one for each component
	 */
	private record Parts(boolean readable, List<MethodHandle> handles) {

		static Parts of(Class<?> type) {
			List<MethodHandle> handles = new ArrayList<>();
			try {
				for (RecordComponent component : type.getRecordComponents()) {
					Field field = type.getDeclaredField(component.getName());
					field.setAccessible(true);
					handles.add(MethodHandles.lookup().unreflectGetter(field));
				}
				return new Parts(true, handles);
			}
			catch (ReflectiveOperationException | RuntimeException ex) {
				// Its module keeps it closed.
				return new Parts(false, List.of());
			}
		}

	}

}
