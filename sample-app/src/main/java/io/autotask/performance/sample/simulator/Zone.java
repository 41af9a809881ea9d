package io.autotask.performance.sample.simulator;

import java.net.InetSocketAddress;
import java.util.regex.Pattern;

import io.autotask.performance.sample.simulator.ApiHandler.Exchange;
import io.autotask.performance.sample.simulator.api.ApiAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Where the tenant is. It is at localhost, until it moves to 127.0.0.1: the same server,
 * but another origin to every client.
 */
final class Zone {

	private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?",
			Pattern.CASE_INSENSITIVE);

	private static final String OLD_HOST = "localhost";

	private static final String NEW_HOST = "127.0.0.1";

	/** Whether a request came to where the tenant is. */
	boolean serves(Exchange exchange) {
		return !exchange.faults().zoneMigration() || String.valueOf(host(exchange)).startsWith(NEW_HOST);
	}

	/** Scheme, host and port that a request was sent to. */
	String origin(Exchange exchange) {
		String host = host(exchange);
		return (host != null) ? "http://" + host : home(exchange);
	}

	/** Scheme, host and port of the tenant's zone. */
	String home(Exchange exchange) {
		InetSocketAddress address = exchange.request().hostAddress();
		int port = (address != null) ? address.getPort() : exchange.request().hostPort();
		return "http://" + (exchange.faults().zoneMigration() ? NEW_HOST : OLD_HOST) + ":" + port;
	}

	/** What credentials are answered that are wrong, or wrong here. */
	ApiAnswer unauthorised(Exchange exchange) {
		return ApiAnswer.empty(401).with("www-authenticate", "Basic Realm=\"" + OLD_HOST + "\"");
	}

	private static @Nullable String host(Exchange exchange) {
		String host = exchange.header("Host");
		return (host != null && LOOPBACK.matcher(host).matches()) ? host : null;
	}

}
