package io.autotask.performance.optimizer.dispatch;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.CallExchange;
import io.autotask.performance.call.CallKey;
import io.autotask.performance.call.ClientScope;
import io.autotask.performance.call.Operation;
import io.autotask.performance.call.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What must be equal for reads by id to leave as one query: everything but the id.
 *
 * @param scope through which connector they leave
 * @param origin where they go to
 * @param identity who asks
 * @param entity the entity
 * @param part 0, or the number of a part of a query that failed, which is sent apart
 */
record MergeKey(ClientScope scope, Origin origin, String identity, String entity, int part) {

	/**
	 * Of a call.
	 * @return the key, or null when the call has to be sent as it is: it is no plain read
	 * by id, it has parameters, it goes alone by its caller's wish, or its answer holds
	 * files
	 */
	static @Nullable MergeKey of(CallExchange exchange) {
		ApiCall call = exchange.call();
		CallKey key = call.key();
		Long id = call.id();
		if (key == null || id == null || id < 0 || call.operation() != Operation.GET || call.parent() != null
				|| call.options().bypass() || !call.options().steering().batchable()
				|| call.entity().endsWith("Attachments") || !key.subject().equals(id.toString())
				|| !exchange.isMergeable()) {
			return null;
		}
		return new MergeKey(key.scope(), key.origin(), key.identity(), call.entity(), 0);
	}

	MergeKey part(int number) {
		return new MergeKey(this.scope, this.origin, this.identity, this.entity, number);
	}

	MergeKey whole() {
		return part(0);
	}

}
