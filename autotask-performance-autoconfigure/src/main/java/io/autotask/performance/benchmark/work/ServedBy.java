package io.autotask.performance.benchmark.work;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** How a call was answered. */
public enum ServedBy {

	/** From memory. */
	HIT,

	/** From memory, though its time was over. */
	STALE,

	/** By the same call of another user, on its way. */
	SHARED,

	/** Together with others, by one request for all. */
	BATCHED,

	/** By a request of its own. */
	NETWORK,

	/** By a request of its own that changed data. */
	WRITE,

	/** Not, or with an error. */
	ERROR;

	/**
	 * How an answer came, by its {@code Cache-Status} (RFC 9211).
	 * @param status the header, or null when there is none
	 * @param write whether the call changed data
	 * @return how it was answered
	 */
	static ServedBy of(@Nullable String status, boolean write) {
		if (write) {
			return WRITE;
		}
		if (status == null) {
			return NETWORK;
		}
		if (status.contains("; hit")) {
			return status.contains("detail=stale") ? STALE : HIT;
		}
		if (status.contains("; collapsed")) {
			return status.contains("detail=batched") ? BATCHED : SHARED;
		}
		return NETWORK;
	}

	/**
	 * Whether the answer was in memory.
	 * @return true for hits, stale ones too
	 */
	public boolean isHit() {
		return this == HIT || this == STALE;
	}

	/**
	 * The class for people.
	 * @return for example {@code hit}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
