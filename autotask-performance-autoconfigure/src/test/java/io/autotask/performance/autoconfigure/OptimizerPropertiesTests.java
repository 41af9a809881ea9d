package io.autotask.performance.autoconfigure;

import java.time.Duration;

import io.autotask.performance.AutotaskPerformance;
import io.autotask.performance.call.Operation;
import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.optimizer.RequestOptimizer;
import io.autotask.performance.optimizer.dispatch.DispatchStage;
import io.autotask.performance.optimizer.rule.OptimizationRule;
import io.autotask.performance.optimizer.rule.RuleSnapshot;
import io.autotask.performance.stub.StubAutotask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class OptimizerPropertiesTests {

	private static final String PREFIX = "autotask.performance.optimization.";

	private final StubAutotask autotask = StubAutotask.start();

	private final ApplicationContextRunner contextRunner = Contexts.inFrontOf(this.autotask);

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void setsTheHour() {
		this.contextRunner
			.withPropertyValues(PREFIX + "budget.requests-per-hour=5000", PREFIX + "budget.sync-interval=2m",
					PREFIX + "budget.background-ceiling=50")
			.run((context) -> {
				var budget = context.getBean(DispatchStage.class).settings().budget();
				assertThat(budget.requestsPerHour()).isEqualTo(5_000);
				assertThat(budget.syncInterval()).isEqualTo(Duration.ofMinutes(2));
				assertThat(budget.backgroundCeiling()).isEqualTo(50);
			});
	}

	@Test
	void rulesOfYamlAndOfBeansSteerCalls(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OwnRule.class)
			.withPropertyValues(PREFIX + "rules[0].id=companies", PREFIX + "rules[0].entities=Companies,contacts",
					PREFIX + "rules[0].operations=get", PREFIX + "rules[0].ttl=15m", PREFIX + "rules[0].priority=3",
					PREFIX + "rules[0].request-priority=2")
			.run((context) -> {
				WebClient client = context.getBean(WebClient.Builder.class)
					.baseUrl(this.autotask.baseUrl() + "/V1.0")
					.defaultHeader("UserName", "user")
					.defaultHeader("Secret", "secret")
					.defaultHeader("ApiIntegrationCode", "CODE")
					.build();
				for (int i = 0; i < 2; i++) {
					var headers = client.get()
						.uri("/companies/5")
						.retrieve()
						.toBodilessEntity()
						.map((response) -> response.getHeaders())
						.block();
					assertThat(headers.getFirst("Cache-Status")).matches(".*(stored|ttl=(9\\d\\d|8\\d\\d))");
				}
				assertThat(context.getBean(RequestOptimizer.class).rules()).extracting(RuleSnapshot::id)
					.containsExactly("bean", "companies");
				assertThat(context.getBean(AutotaskPerformance.class).optimizer().rules())
					.allSatisfy((rule) -> assertThat(rule.applications()).isEqualTo(2));
			});
		assertThat(output).doesNotContain("does not exist and has no effect");
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "false, false" })
	void asksForTheFieldsOfARecordUnlessThatIsSwitchedOff(boolean enabled, boolean named) {
		Contexts.inFrontOf(this.autotask, AutotaskClientAutoConfiguration.class)
			.withPropertyValues(PREFIX + "projection.enabled=" + enabled)
			.run((context) -> {
				context.getBean(AutotaskClient.class).tickets().query().page(Ticket.class).onErrorComplete().block();
				assertThat(this.autotask.arrivals().get(0).text().contains("\"includeFields\":[\"id\",\"title\"]"))
					.isEqualTo(named);
			});
	}

	@Test
	void withoutACacheTheSameIsSharedForAMoment() {
		this.contextRunner
			.withPropertyValues("autotask.performance.cache.enabled=false", PREFIX + "deduplication.window=10s")
			.run((context) -> {
				var settings = context.getBean(SettingsMapper.class).cache();
				assertThat(settings.keeps("Tickets")).isTrue();
				assertThat(settings.ttl("Tickets", Operation.QUERY)).isEqualTo(Duration.ofSeconds(10));
				assertThat(settings.ttl("Tickets", Operation.METADATA)).isEqualTo(Duration.ofSeconds(10));
				assertThat(settings.staleIfError()).isZero();
				assertThat(settings.staleWhileRevalidate()).isZero();
			});
	}

	@Test
	void anEntityThatIsNotKeptIsSharedForAMomentAndNeverGivenWhenItIsOld() {
		this.contextRunner
			.withPropertyValues("autotask.performance.cache.entities.Tickets.enabled=false",
					PREFIX + "deduplication.window=10s")
			.run((context) -> {
				var settings = context.getBean(SettingsMapper.class).cache();
				assertThat(settings.ttl("tickets", Operation.GET)).isEqualTo(Duration.ofSeconds(10));
				assertThat(settings.ttl("Companies", Operation.GET)).isEqualTo(Duration.ofMinutes(5));
				assertThat(settings.entities().get("tickets").sharedOnly()).isTrue();
			});
	}

	@Test
	void withoutTheOptimisationNothingIsKeptBackAndNothingIsAsked() {
		this.contextRunner.withPropertyValues(PREFIX + "enabled=false", PREFIX + "deduplication.window=10s")
			.run((context) -> {
				DispatchStage dispatch = context.getBean(DispatchStage.class);
				assertThat(dispatch.allowance(1)).isNull();
				assertThat(context.getBean(SettingsMapper.class)
					.path(context.getBean(OptimizerMapper.class).compression())
					.compression()
					.answers()).isFalse();
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "budget.requests-per-hour=0 | it must be 1 or more",
					"budget.sync-interval=-1s | it must be from 0 to 3650d",
					"budget.background-ceiling=101 | it is a share in percent, from 0 to 100",
					"compression.threshold=-1B | it must be from 0B to 2047MB",
					"deduplication.window=-1s | it must be 0 or longer", "rules[0].ttl=1m | A rule needs an 'id'",
					"rules[0].id=nothing | it sets nothing: 'request-priority', 'ttl', 'cacheable' or 'batchable'" })
	void refusesToStartWithASettingItCannotWorkWith(String property, String words) {
		this.contextRunner.withPropertyValues(PREFIX + property).run((context) -> {
			Throwable failure = context.getStartupFailure();
			while (!(failure instanceof InvalidSettingException)) {
				assertThat(failure).isNotNull();
				failure = failure.getCause();
			}
			assertThat(new InvalidSettingFailureAnalyzer().analyze(failure).getDescription()).contains(words.trim());
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRule {

		@Bean
		OptimizationRule rule() {
			return new OptimizationRule("bean", "A rule in code", (request) -> request.entity().equals("Companies"),
					(request) -> request.withPriority(9), 8, true);
		}

	}

	record Ticket(long id, String title) {

	}

}
