package io.autotask.performance.call;

import io.autotask.performance.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * What one call to Autotask asks for.
 *
 * @param origin where it goes to
 * @param entity the entity as the API spells it; for a child path the child's
 * @param operation what is done
 * @param write whether it may change data; anything that is not surely a read is a write
 * @param id the row's id, or null when the call names none
 * @param parent the row in whose child path the call is, or null
 * @param integration a keyed digest of the integration code, empty when there is none
 * @param identity a keyed digest of who asks, or null when the three credentials are not
 * complete
 * @param key equal for calls with the same answer, or null when the answer of this call
 * must not be kept or shared
 * @param query what is asked for by a query or a count that is understood, or null
 * @param options what the caller asked for this one call
 */
public record ApiCall(Origin origin, String entity, Operation operation, boolean write, @Nullable Long id,
		@Nullable RowRef parent, String integration, @Nullable String identity, @Nullable CallKey key,
		@Nullable Query query, CallOptions options) {

	/**
	 * Whether the answer of this call may be kept and shared.
	 * @return true when there is a key and the caller did not ask to go alone
	 */
	public boolean isRecallable() {
		return this.key != null && !this.options.bypass();
	}

	/**
	 * The same call for nobody in particular, behind all others.
	 * @return a call that is not answered from memory
	 */
	public ApiCall behind() {
		return new ApiCall(this.origin, this.entity, this.operation, this.write, this.id, this.parent, this.integration,
				this.identity, this.key, this.query, this.options.behind());
	}

	/**
	 * The same call steered in another way.
	 * @param options what is asked for it
	 * @param kept whether its answer may be kept and shared, if it could be before
	 * @return a new call
	 */
	public ApiCall steered(CallOptions options, boolean kept) {
		return new ApiCall(this.origin, this.entity, this.operation, this.write, this.id, this.parent, this.integration,
				this.identity, kept ? this.key : null, this.query, options);
	}

	/**
	 * The call in words, without any value of the caller: for logs and errors.
	 * @return for example {@code get Tickets}
	 */
	public String inWords() {
		return this.operation.word() + " " + this.entity;
	}

}
