package io.autotask.performance.call;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

/**
 * What a body was decoded to, kept beside its bytes, so that the next one who wants the
 * same type need not decode it again. Only what nobody can change is kept, so one caller
 * never changes what another one gets: {@link Immutability}.
 * <p>
 * Thread-safe. Bounded to a few types; who comes later decodes.
 */
public final class DecodedObjects {

	private static final int MAX_TYPES = 2;

	private final IntConsumer whenMore;

	private volatile Decoded[] all = new Decoded[0];

	/**
	 * Nothing yet.
	 * @param whenMore is told the number of objects when one is added
	 */
	public DecodedObjects(IntConsumer whenMore) {
		this.whenMore = whenMore;
	}

	/**
	 * What was decoded before.
	 * @param decoder who decodes; compared by identity
	 * @param type what it is decoded to
	 * @return the object, or null when it was not decoded yet, or cannot be kept
	 */
	public @Nullable Object find(Object decoder, Type type) {
		for (Decoded one : this.all) {
			if (one.decoder() == decoder && one.type().equals(type)) {
				return one.object();
			}
		}
		return null;
	}

	/**
	 * Keeps an object, if nobody can change it.
	 * @param decoder who decoded it
	 * @param type what it was decoded to
	 * @param object the object
	 */
	public void add(Object decoder, Type type, Object object) {
		if (this.all.length >= MAX_TYPES || !Immutability.isGiven(object)) {
			return;
		}
		int count;
		synchronized (this) {
			if (this.all.length >= MAX_TYPES || find(decoder, type) != null) {
				return;
			}
			Decoded[] more = Arrays.copyOf(this.all, this.all.length + 1);
			more[this.all.length] = new Decoded(decoder, type, object);
			this.all = more;
			count = more.length;
		}
		this.whenMore.accept(count);
	}

	private record Decoded(Object decoder, Type type, Object object) {

	}

}
