package io.autotask.performance.monitor;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.HdrHistogram.Histogram;

/**
 * Figures in as few bytes as they need, for keeping many of them: a histogram is mostly
 * empty.
 *
 * @param snapshot the figures for people
 * @param nanos how long calls took together
 * @param durations the histogram, encoded; empty when no call was answered
 */
record CompactFigures(CallFiguresSnapshot snapshot, long nanos, byte[] durations) {

	private static final byte[] NONE = new byte[0];

	static CompactFigures of(CallFiguresSnapshot snapshot, long nanos, Histogram histogram) {
		if (histogram.getTotalCount() == 0) {
			return new CompactFigures(snapshot, nanos, NONE);
		}
		ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
		int length = histogram.encodeIntoByteBuffer(buffer);
		return new CompactFigures(snapshot, nanos, Arrays.copyOf(buffer.array(), length));
	}

	/**
	 * Adds the histogram to another one.
	 */
	void addTo(Histogram histogram) {
		if (this.durations.length > 0) {
			histogram.add(Histogram.decodeFromByteBuffer(ByteBuffer.wrap(this.durations), 0));
		}
	}

	long ended() {
		return this.snapshot.total();
	}

	CompactFigures plus(CompactFigures other) {
		CallFigures sum = new CallFigures();
		sum.add(this);
		sum.add(other);
		return sum.compact();
	}

}
