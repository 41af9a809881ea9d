package io.autotask.performance.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.autotask.performance.cache.CacheStatistics.MissReason;
import io.autotask.performance.call.CallKey;

/**
 * Remembers why answers are not there any more, and which questions were asked by others,
 * for the statistics alone. Bounded: what was forgotten again counts as never asked. Of a
 * key only a hash of 64 bits is held. Thread-safe.
 */
final class GoneAnswers {

	private static final int REMEMBERED = 1 << 14;

	private final Cache<Long, MissReason> gone = remembering();

	private final Cache<Long, Boolean> asked = remembering();

	/**
	 * An answer is kept: it is not gone, and its question is known.
	 */
	void kept(CallKey key) {
		this.gone.invalidate(hash(key));
		this.asked.put(question(key), true);
	}

	/**
	 * An answer is gone, or was not kept.
	 */
	void gone(CallKey key, MissReason reason) {
		this.gone.put(hash(key), reason);
	}

	/**
	 * Why there is no answer.
	 */
	MissReason reason(CallKey key) {
		MissReason reason = this.gone.getIfPresent(hash(key));
		if (reason != null) {
			return reason;
		}
		return (this.asked.getIfPresent(question(key)) != null) ? MissReason.OTHER_KEY : MissReason.FIRST;
	}

	private static <V> Cache<Long, V> remembering() {
		return Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();
	}

	private static long hash(CallKey key) {
		return mixed(question(key), key.identity().hashCode(), key.scope().hashCode(), String.valueOf(key.form()));
	}

	private static long question(CallKey key) {
		return mixed(key.origin().hashCode(), key.entity().hashCode(), key.operation().ordinal(), key.subject());
	}

	private static long mixed(long one, long two, long three, String text) {
		long hash = one * 0x9E3779B97F4A7C15L + two;
		hash = (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L + three;
		for (int i = 0; i < text.length(); i++) {
			hash = hash * 31 + text.charAt(i);
		}
		hash = (hash ^ (hash >>> 32)) * 0x94D049BB133111EBL;
		return hash ^ (hash >>> 29);
	}

}
