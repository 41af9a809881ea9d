package io.autotask.performance.monitor;

import java.util.Map;

/**
 * One operation on one entity, since the start.
 *
 * @param calls as their callers felt them
 * @param upstream the requests that really went out, as Autotask answered
 * @param served the calls by how they were served: {@code cache}, {@code shared},
 * {@code network} and so on
 */
public record EndpointSnapshot(CallFiguresSnapshot calls, CallFiguresSnapshot upstream,
		Map<String, CallFiguresSnapshot> served) {

}
