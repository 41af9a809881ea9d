package io.autotask.performance.insight.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallRingTests {

	@Test
	void theOldestIsOverwritten() {
		CallRing ring = new CallRing(3);
		for (int i = 1; i <= 5; i++) {
			ring.write(i, 0, 0, 0, 0, 0, 0);
		}
		List<Long> heads = new ArrayList<>();
		ring.read((words) -> heads.add(words[1]));
		assertThat(heads).containsExactly(3L, 4L, 5L);
		assertThat(ring.written()).isEqualTo(5);
	}

	@Test
	void whatIsReadWhileManyWriteIsWhole() throws InterruptedException {
		CallRing ring = new CallRing(1_000);
		int writers = 4;
		int each = 50_000;
		CountDownLatch over = new CountDownLatch(writers);
		for (int writer = 0; writer < writers; writer++) {
			Thread thread = new Thread(() -> {
				for (long i = 1; i <= each; i++) {
					ring.write(i, i, i, i, i, i, i);
				}
				over.countDown();
			}, "writer");
			thread.start();
		}
		AtomicLong torn = new AtomicLong();
		do {
			ring.read((words) -> {
				for (int word = 2; word < CallRing.WIDTH; word++) {
					torn.addAndGet((words[word] != words[1]) ? 1 : 0);
				}
			});
		}
		while (over.getCount() > 0);
		over.await();
		List<Long> heads = new ArrayList<>();
		ring.read((words) -> heads.add(words[1]));
		assertThat(torn).hasValue(0);
		assertThat(ring.written()).isEqualTo((long) writers * each);
		assertThat(heads).hasSizeBetween(990, 1_000);
	}

}
