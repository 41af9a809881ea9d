package io.autotask.performance.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.util.MimeType;
import org.springframework.web.util.HtmlUtils;

/**
 * The dashboard as a page: a browser that opens the endpoint's URL gets it, with the
 * files that it needs below the same URL. Follows the endpoint's exposure, access, port
 * and base path.
 */
@EndpointWebExtension(endpoint = AutotaskPerformanceEndpoint.class)
public class AutotaskPerformanceWebExtension {

	private static final Map<String, MimeType> FILES = Map.of("dashboard.js",
			MimeType.valueOf("text/javascript;charset=UTF-8"), "dashboard.css",
			MimeType.valueOf("text/css;charset=UTF-8"));

	private final AutotaskPerformanceEndpoint endpoint;

	private final String page;

	/**
	 * The extension.
	 * @param endpoint the endpoint
	 * @param path the last part of its URL, which an application may change
	 */
	public AutotaskPerformanceWebExtension(AutotaskPerformanceEndpoint endpoint, String path) {
		this.endpoint = endpoint;
		String name = path.substring(path.lastIndexOf('/') + 1);
		this.page = text("dashboard.html").replace("{{path}}", HtmlUtils.htmlEscape(name));
	}

	/**
	 * The dashboard as JSON.
	 * @return a picture of this moment
	 */
	@ReadOperation
	public DashboardDescriptor dashboard() {
		return this.endpoint.dashboard();
	}

	/**
	 * The dashboard as a page.
	 * @return the page
	 */
	@ReadOperation(produces = "text/html;charset=UTF-8")
	public String page() {
		return this.page;
	}

	/**
	 * A file of the page.
	 * @param file its name
	 * @return the file, or 404 when it is not one of the page's
	 */
	@ReadOperation
	public WebEndpointResponse<Resource> file(@Selector String file) {
		MimeType type = FILES.get(file);
		if (type == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return new WebEndpointResponse<>(resource(file), WebEndpointResponse.STATUS_OK, type);
	}

	private static String text(String name) {
		try {
			return resource(name).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Resource resource(String name) {
		return new ClassPathResource(name, AutotaskPerformanceWebExtension.class);
	}

}
