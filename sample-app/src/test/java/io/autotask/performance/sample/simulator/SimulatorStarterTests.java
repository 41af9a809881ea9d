package io.autotask.performance.sample.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.query.Filters;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter finds the simulator by itself, and neither surprises the other.
 */
class SimulatorStarterTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Test
	void theClientOfTheStarterTalksToTheSimulator() {
		SpringApplication application = new SpringApplication(Sample.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run("--sample.simulator.port=0")) {
			AutotaskClient client = context.getBean(AutotaskClient.class);
			Simulator simulator = context.getBean(Simulator.class);
			List<JsonNode> rows = Flux.range(1, 40)
				.flatMap((id) -> client.tickets().get(id), 40)
				.collectList()
				.block(PATIENCE);
			assertThat(rows).hasSize(40);
			Long open = client.tickets().query().where(Filters.noteq("status", 5)).count().block(PATIENCE);
			assertThat(open).isBetween(300L, 700L);
			Long id = client.tickets()
				.create(Map.of("title", "Printer", "companyID", 1, "status", 1, "priority", 2))
				.block(PATIENCE);
			client.tickets().update(id, Map.of("status", 5)).block(PATIENCE);
			assertThat(client.tickets().get(id).block(PATIENCE).get("status").asInt()).isEqualTo(5);
			SimulatorCounts counts = simulator.ledger().counts();
			assertThat(counts.rejected429()).isZero();
			assertThat(counts.unauthorised401()).isZero();
			assertThat(counts.endpoint("Tickets").maxInFlight()).isBetween(1, 3);
		}
	}

	@EnableAutoConfiguration
	@Import(SimulatorConfiguration.class)
	static class Sample {

	}

}
