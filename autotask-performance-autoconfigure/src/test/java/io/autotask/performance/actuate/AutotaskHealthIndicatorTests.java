package io.autotask.performance.actuate;

import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import io.autotask.performance.stub.StubAutotask.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class AutotaskHealthIndicatorTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final Path path = Path.of(this.autotask);

	private final AutotaskHealthIndicator indicator = new AutotaskHealthIndicator(this.path.performance, true);

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void isUnknownUntilAutotaskAnsweredAndAsksNobody() {
		Health health = this.indicator.health();
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health.getDetails()).containsEntry("reason", "Autotask was not asked yet")
			.containsEntry("enabled", true)
			.containsEntry("calls", 0L)
			.doesNotContainKey("callsErrorRate");
		assertThat(this.autotask.arrivals()).isEmpty();
	}

	@Test
	void isUpWhenRequestsSucceed() {
		read();
		read();
		Health health = this.indicator.health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("calls", 2L)
			.containsEntry("upstream", 1L)
			.containsEntry("callsErrorRate", 0.0)
			.containsEntry("waiting", 0L)
			.containsKey("upstreamP95");
	}

	@Test
	void isNeverDown() {
		this.autotask.answering(Reply.empty(401));
		read();
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(this.indicator.health().getDetails()).containsEntry("reason",
				"No request succeeded in the last five minutes");
		this.path.performance.disable();
		assertThat(this.indicator.health().getDetails()).containsEntry("reason", "Switched off");
		assertThat(new AutotaskHealthIndicator(this.path.performance, false).health().getStatus())
			.isEqualTo(Status.UNKNOWN);
	}

	@Test
	void infoTellsWhetherItIsSwitchedOn() {
		AutotaskInfoContributor contributor = new AutotaskInfoContributor(this.path.performance, true);
		Info.Builder builder = new Info.Builder();
		contributor.contribute(builder);
		assertThat(builder.build().getDetails()).extractingByKey("autotask")
			.asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
			.containsEntry("enabled", true)
			.containsEntry("monitored", false);
	}

	private void read() {
		this.path.client()
			.get()
			.uri("/Tickets/5")
			.exchangeToMono((response) -> response.bodyToMono(String.class).defaultIfEmpty(""))
			.onErrorResume((failure) -> Mono.empty())
			.block();
	}

}
