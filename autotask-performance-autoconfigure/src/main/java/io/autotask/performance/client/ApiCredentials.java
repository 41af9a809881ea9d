package io.autotask.performance.client;

import org.jspecify.annotations.Nullable;

/**
 * The three credentials of an API user. Never shown: {@link #toString()} says only which
 * of them are there.
 *
 * @param username sent as {@code UserName}, or null
 * @param secret sent as {@code Secret}, or null
 * @param integrationCode sent as {@code ApiIntegrationCode}, or null
 */
public record ApiCredentials(@Nullable String username, @Nullable String secret, @Nullable String integrationCode) {

	/**
	 * Whether all three are there.
	 * @return false when one is missing
	 */
	public boolean isComplete() {
		return this.username != null && this.secret != null && this.integrationCode != null;
	}

	@Override
	public String toString() {
		return "ApiCredentials[username=" + shown(this.username) + ", secret=" + shown(this.secret)
				+ ", integrationCode=" + shown(this.integrationCode) + "]";
	}

	private static String shown(@Nullable String value) {
		return (value != null) ? "set" : "missing";
	}

}
