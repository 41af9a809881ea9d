package io.autotask.performance.call;

import java.util.function.Supplier;

/**
 * A request as the HTTP client below sees it, on its connection. What it is depends on
 * the client; it says nothing of itself, because it would say too much.
 */
public final class NativeRequest {

	private final Supplier<Object> request;

	/**
	 * A request.
	 * @param request gives the client's own object
	 */
	public NativeRequest(Supplier<Object> request) {
		this.request = request;
	}

	/**
	 * The client's own object.
	 * @return for Reactor Netty a {@code reactor.netty.Connection}
	 */
	public Object get() {
		return this.request.get();
	}

}
