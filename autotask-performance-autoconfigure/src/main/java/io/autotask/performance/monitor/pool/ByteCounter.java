package io.autotask.performance.monitor.pool;

import java.util.concurrent.atomic.LongAdder;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Counts what goes over a connection, next to the network, and changes nothing.
 */
final class ByteCounter extends ChannelDuplexHandler {

	static final String NAME = "autotask-performance.byteCounter";

	private final LongAdder in;

	private final LongAdder out;

	ByteCounter(LongAdder in, LongAdder out) {
		this.in = in;
		this.out = out;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof ByteBuf buffer) {
			this.in.add(buffer.readableBytes());
		}
		context.fireChannelRead(message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof ByteBuf buffer) {
			this.out.add(buffer.readableBytes());
		}
		context.write(message, promise);
	}

}
