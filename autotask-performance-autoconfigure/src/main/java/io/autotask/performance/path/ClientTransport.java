package io.autotask.performance.path;

import java.lang.reflect.Field;

import io.autotask.performance.call.ClientScope;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Tells through which connector the client of a builder sends. A builder does not say, so
 * its fields are read; where that is not possible, the client shares with no other one,
 * which is always right.
 */
final class ClientTransport {

	private static final Object DEFAULT_CONNECTOR = new Object();

	private ClientTransport() {
	}

	static ClientScope of(WebClient.Builder builder) {
		Field exchangeFunction = ReflectionUtils.findField(builder.getClass(), "exchangeFunction");
		Field connector = ReflectionUtils.findField(builder.getClass(), "connector");
		if (exchangeFunction == null || connector == null) {
			return new ClientScope(new Object());
		}
		Object function = value(exchangeFunction, builder);
		Object transport = (function != null) ? function : value(connector, builder);
		return new ClientScope((transport != null) ? transport : DEFAULT_CONNECTOR);
	}

	private static @Nullable Object value(Field field, WebClient.Builder builder) {
		ReflectionUtils.makeAccessible(field);
		return ReflectionUtils.getField(field, builder);
	}

}
