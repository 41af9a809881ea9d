package io.autotask.performance.insight.replay;

import io.autotask.performance.call.Serving;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a call. Holds digests, sizes and times, and nothing that the
 * application sent or got.
 *
 * @param what what happened
 * @param kind what the call does
 * @param at when, in nanoseconds of the time source; of a call, when it came
 * @param took how long, in nanoseconds: a call as its caller felt it, a request on the
 * wire, a wait in the queue
 * @param key a digest, equal for reads with the same answer; 0 when it cannot be shared
 * @param row a digest of the row that is named, or 0
 * @param group a digest of origin and identity
 * @param source how a call was served, or null
 * @param status the status code, or 0
 * @param flags see the constants
 * @param bytes the size of the body
 * @param digest a digest of the body of an answer
 */
public record Recorded(What what, Kind kind, long at, long took, long key, long row, int group,
		Serving.@Nullable Source source, int status, int flags, int bytes, int digest) {

	/** It may change data. */
	public static final int WRITE = 1;

	/** Its answer may be kept and shared. */
	public static final int RECALLABLE = 2;

	/** Nobody in the application waits for it. */
	public static final int BACKGROUND = 4;

	/** It is one page of many. */
	public static final int PAGE = 8;

	/** It failed. */
	public static final int FAILED = 16;

	/** Its caller went away. */
	public static final int CANCELLED = 32;

	/** It is sent again though it may have run. */
	public static final int UNSAFE = 64;

	/** What happened. */
	public enum What {

		/** A call ended for its caller. */
		CALL,

		/** The API answered a read that may be kept: its digest counts. */
		ANSWER,

		/** A request ended on the wire. */
		SENT,

		/** A call got its slot after a wait. */
		WAIT,

		/** A request is to be sent again. */
		RETRY,

		/** The API turned a request away because too many ran at once. */
		REJECTED

	}

	/**
	 * Whether something is so.
	 * @param flag one of the constants
	 * @return true when it is
	 */
	public boolean is(int flag) {
		return (this.flags & flag) != 0;
	}

	/**
	 * Whether it is a call of the application that was answered by the network alone.
	 * @return false when memory or another call answered it
	 */
	public boolean fromNetwork() {
		return this.source == Serving.Source.NETWORK;
	}

	/**
	 * Whether it was answered from memory.
	 * @return true for a fresh answer and a stale one
	 */
	public boolean fromMemory() {
		return this.source == Serving.Source.CACHE || this.source == Serving.Source.STALE;
	}

}
