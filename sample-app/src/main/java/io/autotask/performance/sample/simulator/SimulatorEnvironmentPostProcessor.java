package io.autotask.performance.sample.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Decides whether Autotask is simulated, and points the starter at the simulator if so.
 * It is unless it is switched off, or unless the application is told where the real one
 * is. What the user sets wins over everything that is added here; if
 * {@code autotask.performance.api.base-url} is set, nothing about the API is added.
 */
final class SimulatorEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String ENABLED = "sample.simulator.enabled";

	private static final String PORT = "sample.simulator.port";

	private static final String API = "autotask.performance.api.";

	@Override
	public int getOrder() {
		// After the configuration files are read.
		return ConfigDataEnvironmentPostProcessor.ORDER + 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Binder binder = Binder.get(environment);
		boolean baseUrl = isSet(binder, API + "base-url");
		boolean enabled = binder.bind(ENABLED, Boolean.class).orElseGet(() -> !baseUrl);
		Map<String, Object> defaults = new LinkedHashMap<>();
		defaults.put(ENABLED, enabled);
		if (enabled) {
			int port = port(environment, binder.bind(PORT, Integer.class).orElse(SimulatorSettings.defaults().port()));
			if (!baseUrl) {
				pointTo(port, defaults);
			}
		}
		environment.getPropertySources().addLast(new MapPropertySource("autotaskSimulator", defaults));
	}

	private static void pointTo(int port, Map<String, Object> defaults) {
		SimulatorSettings.Account account = SimulatorSettings.Account.sample();
		defaults.put(API + "base-url", "http://localhost:" + port + "/ATServicesRest");
		defaults.put(API + "username", account.username());
		defaults.put(API + "secret", account.secret());
		defaults.put(API + "integration-code", account.integrationCode());
	}

	/** The port, or a free one in its place if it is 0: the starter must know it now. */
	private static int port(ConfigurableEnvironment environment, int port) {
		if (port != 0) {
			return port;
		}
		int free = freePort();
		environment.getPropertySources().addFirst(new MapPropertySource("autotaskSimulatorPort", Map.of(PORT, free)));
		return free;
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No free port on 127.0.0.1", ex);
		}
	}

	private static boolean isSet(Binder binder, String property) {
		return binder.bind(property, String.class).map((value) -> !value.isBlank()).orElse(false);
	}

}
