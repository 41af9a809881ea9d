package io.autotask.performance.stub;

import java.util.List;

import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What may block an event loop in tests. BlockHound is there from the first test on: it
 * fails any call that does, unless it is one of Netty's to itself, such as the lock of
 * its allocator, one of Jackson's when it sees a type for the first time, or one of the
 * console's.
 */
public final class AllowedToBlock implements BlockHoundIntegration {

	private static final List<String> PLATFORM = List.of("java.", "jdk.", "sun.", "reactor.blockhound.");

	private static final List<String> ALLOWED = List.of("io.netty.", "tools.jackson.", "ch.qos.logback.");

	@Override
	public void applyTo(BlockHound.Builder builder) {
		builder.blockingMethodCallback((method) -> {
			if (!isOneOf(ALLOWED, whoBlocks())) {
				throw new BlockingOperationError(method);
			}
		});
	}

	private static String whoBlocks() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.map(StackWalker.StackFrame::getClassName)
				.filter((name) -> !isOneOf(PLATFORM, name) && !name.equals(AllowedToBlock.class.getName()))
				.findFirst()
				.orElse(""));
	}

	private static boolean isOneOf(List<String> prefixes, String name) {
		return prefixes.stream().anyMatch(name::startsWith);
	}

}
