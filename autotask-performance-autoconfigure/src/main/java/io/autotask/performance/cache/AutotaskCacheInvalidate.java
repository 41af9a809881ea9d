package io.autotask.performance.cache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method of a bean: after it succeeds, takes these entities, or what these patterns
 * match, out of the cache. For changes that do not pass through an instrumented client,
 * such as those of a job that another service runs. A {@code Mono}, {@code Flux} or
 * {@code CompletableFuture} succeeds when it completes, before its caller hears of it;
 * one whose caller goes away counts as a success, because nobody knows. A failure
 * invalidates nothing.
 * <p>
 * It works as {@code @Transactional} does: on calls from outside of the bean.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface AutotaskCacheInvalidate {

	/**
	 * Entities such as {@code Companies}, rows such as {@code company:5}, or patterns
	 * such as {@code tickets:query:*}.
	 * @return what to take out
	 */
	String[] value() default {};

	/**
	 * Entities such as {@code Companies}: everything about them goes.
	 * @return what to take out
	 */
	String[] entities() default {};

	/**
	 * Patterns over the public names of cached answers.
	 * @return what to take out
	 */
	String[] patterns() default {};

}
