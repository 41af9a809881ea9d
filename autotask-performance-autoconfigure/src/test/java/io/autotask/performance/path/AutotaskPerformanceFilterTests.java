package io.autotask.performance.path;

import io.autotask.performance.call.AutotaskAttributes;
import io.autotask.performance.stub.ManualTime;
import io.autotask.performance.stub.Path;
import io.autotask.performance.stub.StubAutotask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class AutotaskPerformanceFilterTests {

	private final StubAutotask autotask = StubAutotask.start();

	private final Path path = Path.to(this.autotask).time(new ManualTime()).build();

	private final WebClient client = this.path.client();

	@AfterEach
	void stop() {
		this.autotask.close();
	}

	@Test
	void answersARepeatedReadFromMemoryWithTheSameBytes() {
		ResponseEntity<byte[]> first = get("/Tickets/5");
		ResponseEntity<byte[]> second = get("/tickets/5");
		assertThat(second.getBody()).isEqualTo(first.getBody());
		assertThat(this.autotask.arrivals()).hasSize(1);
		assertThat(first.getHeaders().getFirst("Cache-Status"))
			.isEqualTo("autotask-performance; fwd=miss; fwd-status=200; stored");
		assertThat(second.getHeaders().getFirst("Cache-Status")).isEqualTo("autotask-performance; hit; ttl=300");
		assertThat(second.getHeaders().getFirst("Age")).isEqualTo("0");
	}

	@Test
	void aPageOfAScanIsNeitherLookedUpNorKept() {
		get("/Tickets/5");
		ResponseEntity<byte[]> scanned = this.client.get()
			.uri("/Tickets/5")
			.attributes(AutotaskAttributes.unkept())
			.retrieve()
			.toEntity(byte[].class)
			.block();
		this.client.get()
			.uri("/Tickets/6")
			.attributes(AutotaskAttributes.unkept())
			.retrieve()
			.toBodilessEntity()
			.block();
		assertThat(scanned.getHeaders().getFirst("Cache-Status"))
			.isEqualTo("autotask-performance; fwd=bypass; fwd-status=200");
		assertThat(this.autotask.arrivals()).hasSize(3);
		assertThat(this.path.cache.snapshot().entries()).isEqualTo(1);
		assertThat(this.path.cache.snapshot().entities().get("Tickets").misses()).isEqualTo(1);
	}

	private ResponseEntity<byte[]> get(String uri) {
		return this.client.get().uri(uri).retrieve().toEntity(byte[].class).block();
	}

}
