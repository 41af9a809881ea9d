package io.autotask.performance.sample.simulator.api;

import java.util.function.Predicate;

import io.autotask.performance.sample.simulator.data.Tenant;
import io.autotask.performance.sample.simulator.limit.RollingHour;
import io.autotask.performance.sample.simulator.schema.Catalog;
import io.autotask.performance.sample.simulator.schema.RefusedException;
import io.autotask.performance.sample.simulator.write.Writer;

/**
 * Answers requests that have passed every gate. Safe for use by several threads; takes
 * processor time, so it does not belong on an event loop.
 */
public final class Api {

	private final Reading reading;

	private final Metadata metadata;

	private final Writing writing;

	private final Services services;

	/**
	 * The API of a tenant.
	 * @param knownUser whether a login is one of the tenant's
	 */
	public Api(Catalog catalog, Tenant tenant, Writer writer, RollingHour hour, Predicate<String> knownUser) {
		this.reading = new Reading(tenant);
		this.metadata = new Metadata(catalog);
		this.writing = new Writing(writer, new Impersonation(tenant));
		this.services = new Services(hour, this.metadata, knownUser);
	}

	/**
	 * Answers a request.
	 * @param zoneOrigin scheme, host and port that the tenant's zone is at
	 */
	public ApiAnswer answer(ApiCall call, ApiRequest request, String zoneOrigin, Oddities oddities) {
		try {
			return request.isTooLong() ? ApiAnswer.html(404, "404 - File or directory not found.")
					: dispatch(call, request, zoneOrigin, oddities);
		}
		catch (RefusedException ex) {
			return ApiAnswer.errors(500, ex.errors());
		}
	}

	private ApiAnswer dispatch(ApiCall call, ApiRequest request, String zoneOrigin, Oddities oddities) {
		if (call.operation().isQuery() || call.operation() == Operation.COUNT) {
			Impersonation.checkNone(request.impersonation());
		}
		return switch (call.operation()) {
			case READ -> this.reading.byId(call);
			case QUERY -> this.reading.query(call, request, oddities);
			case QUERY_NEXT, QUERY_PREVIOUS -> this.reading.otherPage(call, request, oddities);
			case COUNT -> this.reading.count(call, request);
			case CHILD_LIST, CHILD_READ -> this.reading.children(call);
			case ENTITY_INFORMATION -> this.metadata.entity(call.requireEntity());
			case FIELD_INFORMATION -> this.metadata.fields(call.requireEntity());
			case USER_DEFINED_FIELD_INFORMATION -> this.metadata.userDefinedFields(call.requireEntity(), request);
			case CREATE, PATCH, PUT, DELETE -> this.writing.write(call, request, oddities.revertsUpdate());
			case SERVICE -> this.services.service(call);
			case ZONE_INFORMATION -> this.services.zone(request.parameter("user"), zoneOrigin);
			case VERSION_INFORMATION -> this.services.versions();
			case NOT_FOUND -> Answers.notFound(request);
			case METHOD_NOT_ALLOWED -> Answers.wrongVerb(request);
		};
	}

}
