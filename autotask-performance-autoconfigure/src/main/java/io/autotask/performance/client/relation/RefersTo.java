package io.autotask.performance.client.relation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which entity a {@link Reference} refers to, where the name of the field does not
 * say it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER })
public @interface RefersTo {

	/**
	 * The entity.
	 * @return its name in the API, in any case, such as {@code Companies}
	 */
	String value();

}
