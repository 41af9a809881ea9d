package io.autotask.performance.optimizer.dispatch;

import io.autotask.performance.call.ApiCall;
import io.autotask.performance.call.Origin;

/**
 * What the API counts threads by: the integration code and the object endpoint. A child
 * path counts on the child's entity, metadata on its entity.
 *
 * @param origin where the endpoint is
 * @param integration a digest of the integration code, empty when there is none
 * @param entity the entity
 */
record SlotKey(Origin origin, String integration, String entity) {

	static SlotKey of(ApiCall call) {
		return new SlotKey(call.origin(), call.integration(), call.entity());
	}

}
