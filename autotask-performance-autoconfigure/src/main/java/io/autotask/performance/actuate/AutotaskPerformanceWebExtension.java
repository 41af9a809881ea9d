package io.autotask.performance.actuate;

import java.time.Instant;
import java.util.function.Function;

import io.autotask.performance.monitor.Resolution;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.core.io.Resource;

/**
 * The dashboard as a page: a browser that opens the endpoint's URL gets it, with the
 * files that it needs below the same URL. Follows the endpoint's exposure, access, port
 * and base path.
 */
@EndpointWebExtension(endpoint = AutotaskPerformanceEndpoint.class)
public class AutotaskPerformanceWebExtension {

	private final AutotaskPerformanceEndpoint endpoint;

	private final DashboardPage page;

	/**
	 * The extension.
	 * @param endpoint the endpoint
	 * @param paths where an endpoint is below the base path, or null when it is not
	 * exposed; asked when somebody opens the page
	 */
	public AutotaskPerformanceWebExtension(AutotaskPerformanceEndpoint endpoint,
			Function<EndpointId, @Nullable String> paths) {
		this.endpoint = endpoint;
		this.page = new DashboardPage((id) -> paths.apply(EndpointId.of(id)));
	}

	/**
	 * The dashboard as JSON.
	 * @param resolution how fine the timeline is, {@code fine} unless said
	 * @param since samples of the timeline that ended until then are left out
	 * @return a picture of this moment
	 */
	@ReadOperation
	public DashboardDescriptor dashboard(@Nullable Resolution resolution, @Nullable Instant since) {
		return this.endpoint.dashboard(resolution, since);
	}

	/**
	 * The dashboard as a page.
	 * @return the page
	 */
	@ReadOperation(produces = "text/html;charset=UTF-8")
	public String page() {
		return this.page.html();
	}

	/**
	 * A file of the page.
	 * @param file its name
	 * @return the file, or 404 when it is not one of the page's
	 */
	@ReadOperation
	public WebEndpointResponse<Resource> file(@Selector String file) {
		Resource resource = DashboardPage.file(file);
		return (resource != null)
				? new WebEndpointResponse<>(resource, WebEndpointResponse.STATUS_OK, DashboardPage.type(file))
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
