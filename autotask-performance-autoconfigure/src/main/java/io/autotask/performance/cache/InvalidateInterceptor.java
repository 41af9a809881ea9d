package io.autotask.performance.cache;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.annotation.AnnotatedElementUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Does what {@link AutotaskCacheInvalidate} says. Thread-safe.
 */
public final class InvalidateInterceptor implements MethodInterceptor {

	private final Supplier<IntelligentCache> cache;

	/**
	 * An interceptor.
	 * @param cache gives the cache; asked when a method has succeeded for the first time
	 */
	public InvalidateInterceptor(Supplier<IntelligentCache> cache) {
		this.cache = cache;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		List<String> patterns = patterns(invocation);
		return whenSuccessful(invocation.proceed(), () -> this.cache.get().invalidate(patterns));
	}

	private static List<String> patterns(MethodInvocation invocation) {
		Object target = invocation.getThis();
		Method method = (target != null) ? AopUtils.getMostSpecificMethod(invocation.getMethod(), target.getClass())
				: invocation.getMethod();
		AutotaskCacheInvalidate annotation = AnnotatedElementUtils.findMergedAnnotation(method,
				AutotaskCacheInvalidate.class);
		List<String> patterns = new ArrayList<>();
		if (annotation != null) {
			Stream.of(annotation.value(), annotation.entities(), annotation.patterns())
				.flatMap(Stream::of)
				.forEach(patterns::add);
		}
		// Before the method runs: a mistake must not look like its failure.
		patterns.forEach(NamePattern::parse);
		return patterns;
	}

	private static @Nullable Object whenSuccessful(@Nullable Object result, Runnable action) {
		if (result instanceof CompletionStage<?> stage) {
			return whenSuccessful(stage, action);
		}
		ReactiveAdapter adapter = (result != null)
				? ReactiveAdapterRegistry.getSharedInstance().getAdapter(null, result) : null;
		if (adapter == null) {
			action.run();
			return result;
		}
		if (adapter.isMultiValue()) {
			return adapter
				.fromPublisher(Flux.from(adapter.toPublisher(result)).doOnComplete(action).doOnCancel(action));
		}
		return adapter.fromPublisher(
				Mono.from(adapter.toPublisher(result)).doOnSuccess((value) -> action.run()).doOnCancel(action));
	}

	private static <T> CompletionStage<T> whenSuccessful(CompletionStage<T> stage, Runnable action) {
		CompletionStage<T> invalidated = stage.thenApply((value) -> {
			action.run();
			return value;
		});
		if (invalidated instanceof CompletableFuture<T> future && stage instanceof CompletableFuture<T> original) {
			future.whenComplete((value, failure) -> {
				if (future.isCancelled()) {
					original.cancel(true);
					action.run();
				}
			});
		}
		return invalidated;
	}

}
