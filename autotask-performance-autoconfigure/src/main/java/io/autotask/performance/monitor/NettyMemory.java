package io.autotask.performance.monitor;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * What Netty holds outside of the heap, which the virtual machine does not know of.
 */
final class NettyMemory {

	private static final boolean THERE = ClassUtils.isPresent("io.netty.buffer.ByteBufAllocatorMetricProvider",
			NettyMemory.class.getClassLoader());

	private NettyMemory() {
	}

	static @Nullable Long bytes() {
		return THERE ? OfNetty.bytes() : null;
	}

	/** Loaded only where Netty is. */
	private static final class OfNetty {

		static @Nullable Long bytes() {
			return (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider)
					? provider.metric().usedDirectMemory() : null;
		}

	}

}
