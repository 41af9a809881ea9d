package io.autotask.performance.monitor.pool;

import io.netty.channel.Channel;
import reactor.netty.Connection;

/**
 * The seam to Reactor Netty: what connection a request is written to, when the request
 * gives it back, and when it is closed. Loaded only where Reactor Netty is.
 */
final class NettyConnections {

	private NettyConnections() {
	}

	static void used(Pool pool, Object request, long waited) {
		if (!(request instanceof Connection connection)) {
			return;
		}
		Channel stream = connection.channel();
		// With HTTP/2 a request has a stream of a connection that it shares.
		Channel channel = (stream.parent() != null) ? stream.parent() : stream;
		if (pool.acquired(channel.id(), waited)) {
			channel.pipeline().addFirst(ByteCounter.NAME, new ByteCounter(pool.bytesIn(), pool.bytesOut()));
			channel.closeFuture().addListener((closed) -> pool.closed(channel.id()));
		}
		connection.onTerminate().subscribe(null, (failure) -> pool.released(), pool::released);
	}

}
