package io.autotask.performance.path;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DigestsTests {

	private final Digests digests = new Digests(DigestKey.random());

	@Test
	void theSamePartsHaveTheSameDigest() {
		assertThat(this.digests.of("a", "b")).isEqualTo(this.digests.of(List.of("a", "b")));
	}

	@Test
	void otherPartsHaveAnother() {
		assertThat(List.of(this.digests.of("ab"), this.digests.of("a", "b"), this.digests.of("", "ab"),
				this.digests.of("?"), this.digests.of("\ud800"), this.digests.of("\ud801"), this.digests.of("\ufffd")))
			.doesNotHaveDuplicates();
	}

	@Test
	void anotherProcessMakesOthers() {
		assertThat(new Digests(DigestKey.random()).of("a")).isNotEqualTo(this.digests.of("a"));
	}

}
