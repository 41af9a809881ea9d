package io.autotask.performance.sample;

import io.autotask.performance.sample.scan.ScanCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cache.annotation.EnableCaching;

/**
 * The service desk. Without an Autotask account it talks to the simulator that comes with
 * it.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableCaching
public class SampleApplication {

	/**
	 * Starts it.
	 * @param args properties, such as {@code --server.port=8081}, or {@code scan} to read
	 * all tickets and end
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		if (ScanCommand.isAskedFor(args)) {
			application.setWebApplicationType(WebApplicationType.NONE);
			System.exit(SpringApplication.exit(application.run(args)));
		}
		application.run(args);
	}

}
