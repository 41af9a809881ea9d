package io.autotask.performance.insight.replay;

import io.autotask.performance.call.Operation;

/**
 * What calls do with which entity.
 *
 * @param entity the entity as the API spells it, or {@code other}
 * @param operation the operation
 */
public record Kind(String entity, Operation operation) implements Comparable<Kind> {

	@Override
	public int compareTo(Kind other) {
		int byEntity = this.entity.compareTo(other.entity);
		return (byEntity != 0) ? byEntity : this.operation.compareTo(other.operation);
	}

	/**
	 * The kind for people.
	 * @return such as {@code GET Companies/{id}}
	 */
	public String fingerprint() {
		return switch (this.operation) {
			case GET -> "GET " + this.entity + "/{id}";
			case QUERY -> this.entity + "/query";
			case COUNT -> this.entity + "/query/count";
			case LIST -> "GET {parent}/{id}/" + this.entity;
			case METADATA -> "GET " + this.entity + "/entityInformation";
			default -> this.operation.word() + " " + this.entity;
		};
	}

}
