package io.autotask.performance.metrics;

import java.util.function.LongConsumer;
import java.util.function.Supplier;

import io.micrometer.core.instrument.DistributionSummary;
import org.jspecify.annotations.Nullable;

/**
 * Sizes of batches, registered when the first one leaves. Thread-safe: registering the
 * same summary twice answers the same one.
 */
final class BatchSizes implements LongConsumer {

	private final Supplier<DistributionSummary> register;

	private volatile @Nullable DistributionSummary summary;

	BatchSizes(Supplier<DistributionSummary> register) {
		this.register = register;
	}

	@Override
	public void accept(long size) {
		DistributionSummary there = this.summary;
		if (there == null) {
			there = this.register.get();
			this.summary = there;
		}
		there.record(size);
	}

}
