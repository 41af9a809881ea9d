package io.autotask.performance.sample.simulator;

import io.autotask.performance.call.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Starts the simulator with the application: it listens before the application's own
 * server does, and ends with it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("sample.simulator.enabled")
@EnableConfigurationProperties(SimulatorSettings.class)
class SimulatorConfiguration {

	private static final Log logger = LogFactory.getLog(SimulatorConfiguration.class);

	@Bean(destroyMethod = "close")
	Simulator autotaskSimulator(SimulatorSettings settings, ObjectProvider<TimeSource> time) {
		TimeSource clock = time.getIfAvailable(TimeSource::system);
		Simulator simulator = Simulator.start(settings, SimulatorTime.of(clock));
		logger.info("Autotask is simulated at " + simulator.baseUrl() + ": no call leaves this machine");
		return simulator;
	}

}
