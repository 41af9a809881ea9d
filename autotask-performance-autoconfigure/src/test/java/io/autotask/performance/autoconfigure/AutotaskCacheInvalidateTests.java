package io.autotask.performance.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.autotask.performance.cache.AutotaskCacheInvalidate;
import io.autotask.performance.cache.CacheInvalidatedEvent;
import io.autotask.performance.client.AutotaskClient;
import io.autotask.performance.stub.StubAutotask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class AutotaskCacheInvalidateTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final ApplicationContextRunner withoutProxies = Contexts
		.inFrontOf(this.autotask, AutotaskClientAutoConfiguration.class, AutotaskCacheAutoConfiguration.class)
		.withUserConfiguration(Application.class);

	private final ApplicationContextRunner withProxies = this.withoutProxies
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class));

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void invalidatesAfterAPlainMethod() {
		this.withProxies.run((context) -> {
			fill(context.getBean(AutotaskClient.class));
			assertThat(context.getBean(Service.class).plain()).isEqualTo("done");
			assertThat(asksAgain(context.getBean(AutotaskClient.class))).containsExactly("/Companies/5",
					"/Companies/query");
		});
	}

	@Test
	void invalidatesAfterAMonoWhenItCompletesAndNotBefore() {
		this.withProxies.run((context) -> {
			AutotaskClient client = context.getBean(AutotaskClient.class);
			fill(client);
			Mono<String> mono = context.getBean(Service.class).mono();
			assertThat(asksAgain(client)).isEmpty();
			assertThat(mono.block()).isEqualTo("done");
			assertThat(asksAgain(client)).containsExactly("/Companies/5");
		});
	}

	@Test
	void invalidatesAfterAFluxAndAFuture() {
		this.withProxies.run((context) -> {
			AutotaskClient client = context.getBean(AutotaskClient.class);
			fill(client);
			assertThat(context.getBean(Service.class).flux().collectList().block()).hasSize(2);
			assertThat(asksAgain(client)).containsExactly("/Companies/query");
			CompletableFuture<String> running = new CompletableFuture<>();
			CompletableFuture<String> future = context.getBean(Service.class).future(running);
			assertThat(asksAgain(client)).isEmpty();
			running.complete("done");
			assertThat(future).isCompletedWithValue("done");
			assertThat(asksAgain(client)).containsExactly("/Companies/5", "/Companies/6");
		});
	}

	@Test
	void doesNotInvalidateAfterAFailure() {
		this.withProxies.run((context) -> {
			AutotaskClient client = context.getBean(AutotaskClient.class);
			Service service = context.getBean(Service.class);
			fill(client);
			assertThatIllegalStateException().isThrownBy(service::failing);
			assertThatIllegalStateException().isThrownBy(() -> service.failingMono().block());
			assertThat(service.future(CompletableFuture.failedFuture(new IllegalStateException())))
				.isCompletedExceptionally();
			assertThat(asksAgain(client)).isEmpty();
		});
	}

	@Test
	void tellsTheApplication() {
		this.withProxies.run((context) -> {
			fill(context.getBean(AutotaskClient.class));
			context.getBean(Service.class).mono().block();
			assertThat(context.getBean(Heard.class).events).singleElement().satisfies((event) -> {
				assertThat(event.cause()).isEqualTo(CacheInvalidatedEvent.Cause.APPLICATION);
				assertThat(event.entities()).containsExactly("Companies");
				assertThat(event.patterns()).containsExactly("company:5");
				assertThat(event.dropped()).isEqualTo(1);
			});
		});
	}

	@Test
	void withoutProxiesThereIsNoEffectAndNoWarning(CapturedOutput output) {
		this.withoutProxies.run((context) -> {
			fill(context.getBean(AutotaskClient.class));
			context.getBean(Service.class).plain();
			assertThat(AopUtils.isAopProxy(context.getBean(Service.class))).isFalse();
			assertThat(asksAgain(context.getBean(AutotaskClient.class))).isEmpty();
		});
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void proxiesAreMadeWithoutAWarning(CapturedOutput output) {
		this.withProxies.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(Service.class))).isTrue());
		assertThat(output).doesNotContain("WARN").doesNotContain("not eligible");
	}

	private void fill(AutotaskClient client) {
		read(client);
		assertThat(asksAgain(client)).isEmpty();
	}

	/** What is not in memory any more. */
	private List<String> asksAgain(AutotaskClient client) {
		int before = this.autotask.arrivals().size();
		read(client);
		return this.autotask.arrivals()
			.stream()
			.skip(before)
			.map((arrival) -> arrival.path().replaceFirst("^.*/V1.0", ""))
			.toList();
	}

	private static void read(AutotaskClient client) {
		client.companies().get(5).block();
		client.companies().get(6).block();
		client.companies().query().page(Object.class).block();
	}

	static class Service {

		@AutotaskCacheInvalidate({ "companies:list:*", "Company:5" })
		public String plain() {
			return "done";
		}

		@AutotaskCacheInvalidate(patterns = "company:5")
		public Mono<String> mono() {
			return Mono.just("done");
		}

		@AutotaskCacheInvalidate(patterns = "companies:query:*")
		public Flux<Integer> flux() {
			return Flux.just(1, 2);
		}

		@AutotaskCacheInvalidate("companies:get:*")
		public CompletableFuture<String> future(CompletableFuture<String> running) {
			return running;
		}

		@AutotaskCacheInvalidate(entities = "Companies")
		public void failing() {
			throw new IllegalStateException();
		}

		@AutotaskCacheInvalidate(entities = "Companies")
		public Mono<Void> failingMono() {
			return Mono.error(new IllegalStateException());
		}

	}

	static class Heard {

		private final List<CacheInvalidatedEvent> events = new ArrayList<>();

		@EventListener
		void on(CacheInvalidatedEvent event) {
			this.events.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Service service() {
			return new Service();
		}

		@Bean
		Heard heard() {
			return new Heard();
		}

	}

}
