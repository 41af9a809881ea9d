package io.autotask.performance.call;

import org.jspecify.annotations.Nullable;

/**
 * What must be equal for two calls to be answered with the same bytes. Holds no secret
 * and no value of a filter: identity and subject are keyed digests, except for the id of
 * a row.
 *
 * @param scope through which connector the call leaves
 * @param origin where it goes to
 * @param identity a keyed digest of every header and cookie that could matter
 * @param entity the entity as the API spells it
 * @param operation what is done
 * @param subject of what: {@code 5} for a row, a digest for anything else
 * @param form how a query was sent, or null for anything else
 */
public record CallKey(ClientScope scope, Origin origin, String identity, String entity, Operation operation,
		String subject, @Nullable QueryForm form) {

	/** In the subject of a query it stands before the fields, when it names any. */
	public static final char FIELDS = '~';

	/**
	 * The same query sent the other way.
	 * @return the key of the other form, or null when this is not a query
	 */
	public @Nullable CallKey inOtherForm() {
		if (this.form == null) {
			return null;
		}
		return new CallKey(this.scope, this.origin, this.identity, this.entity, this.operation, this.subject,
				this.form.other());
	}

	/**
	 * What is asked, however it is sent.
	 * @return the key without a form
	 */
	public CallKey inNoForm() {
		return (this.form == null) ? this
				: new CallKey(this.scope, this.origin, this.identity, this.entity, this.operation, this.subject, null);
	}

	/**
	 * The same query, asking for all fields.
	 * @return the key of the wider query, or null when this asks for all fields already
	 */
	public @Nullable CallKey ofAllFields() {
		int fields = this.subject.indexOf(FIELDS);
		return (this.form == null || fields < 0) ? null : new CallKey(this.scope, this.origin, this.identity,
				this.entity, this.operation, this.subject.substring(0, fields), this.form);
	}

	/**
	 * How a query was sent. An answer with a link to its next page belongs to one form,
	 * because the link has to be followed in the same one.
	 */
	public enum QueryForm {

		/** {@code GET …/query?search=…}. */
		GET,

		/** {@code POST …/query} with the filter in the body. */
		POST;

		QueryForm other() {
			return (this == GET) ? POST : GET;
		}

	}

}
