package io.autotask.performance.call;

import java.lang.reflect.Type;
import java.util.function.Function;

/**
 * A response from memory that remembers what it was decoded to. For readers that decode
 * the bytes by themselves.
 */
public interface RememberingBody {

	/**
	 * The body, decoded.
	 * @param decoder who decodes; the same one gives the same object for a type
	 * @param type what it is decoded to
	 * @param decode decodes the bytes, which it does not change; not called when the
	 * object is known
	 * @param <T> what it is decoded to
	 * @return the object, which may be one that others have too if nobody can change it
	 */
	<T> T decoded(Object decoder, Type type, Function<byte[], T> decode);

}
