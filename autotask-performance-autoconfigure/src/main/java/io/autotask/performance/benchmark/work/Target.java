package io.autotask.performance.benchmark.work;

import java.net.URI;
import java.util.Set;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Where load goes: the API of the configuration, with its credentials. No request and no
 * setting of a run says another one.
 *
 * @param baseUrl the API's URL, with the version and a slash at the end
 * @param client sends requests through all that the application's calls pass
 */
public record Target(URI baseUrl, WebClient client) {

	private static final Set<String> THIS_MACHINE = Set.of("localhost", "[::1]", "::1");

	/**
	 * Whether it is this machine, as a simulator is. Names are taken as they are written:
	 * nothing is looked up.
	 * @return true for {@code localhost}, {@code 127.…} and {@code ::1}
	 */
	public boolean isThisMachine() {
		String host = this.baseUrl.getHost();
		return host != null && (THIS_MACHINE.contains(host) || host.matches("127(\\.\\d{1,3}){3}"));
	}

	/**
	 * Where it is, for people.
	 * @return host and port
	 */
	public String inWords() {
		return this.baseUrl.getRawAuthority();
	}

}
