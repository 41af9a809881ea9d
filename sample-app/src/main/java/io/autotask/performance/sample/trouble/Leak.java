package io.autotask.performance.sample.trouble;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.autotask.performance.monitor.MetricsEvent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * A leak, to see how one is found: with each sample that the monitor takes it keeps some
 * more memory outside of the heap. It ends at a bound, because the machine is needed for
 * other things too. Called on the monitor's thread only.
 */
@Component
@ConditionalOnProperty("sample.leak")
class Leak {

	private static final DataSize MOST = DataSize.ofMegabytes(256);

	private final List<ByteBuffer> kept = new ArrayList<>();

	private final DataSize each;

	Leak(@Value("${sample.leak}") DataSize each) {
		this.each = each;
	}

	@EventListener
	void on(MetricsEvent event) {
		if ((this.kept.size() + 1) * this.each.toBytes() <= MOST.toBytes()) {
			this.kept.add(ByteBuffer.allocateDirect((int) this.each.toBytes()));
		}
	}

}
