package io.autotask.performance.sample.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

import io.autotask.performance.sample.simulator.SimulatorSettings.Account;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Whose credentials are accepted. What is wrong with others is told to nobody.
 */
record Accounts(List<Account> accounts) {

	/** The account whose three headers these are, or {@code null}. */
	@Nullable Account authenticate(HttpHeaders headers) {
		String username = headers.get("UserName");
		String secret = headers.get("Secret");
		String code = headers.get("ApiIntegrationCode");
		if (username == null || secret == null || code == null) {
			return null;
		}
		return this.accounts.stream()
			.filter((account) -> account.username().equalsIgnoreCase(username) && same(account.secret(), secret)
					&& same(account.integrationCode(), code))
			.findFirst()
			.orElse(null);
	}

	boolean knows(String username) {
		return this.accounts.stream().anyMatch((account) -> account.username().equalsIgnoreCase(username));
	}

	private static boolean same(String expected, String given) {
		return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
	}

}
